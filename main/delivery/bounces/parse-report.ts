import { type Attachment, type ParsedMail, simpleParser } from 'mailparser';

/** What a delivery report says of one recipient. */
export interface FailedRecipient {
  /** The address that the mail was sent to, where the report names it. */
  readonly recipient: string;
  /** No use to try again (5.x.x), or only for now (4.x.x: a full mailbox, a server that gave up). */
  readonly kind: 'hard' | 'soft';
  /** The receiving server's words, else the report's. */
  readonly words: string;
}

/** A delivery report about a mail that did not arrive. */
export interface DeliveryReport {
  /** The Message-IDs that the report holds, with their angle brackets. */
  readonly messageIds: readonly string[];
  readonly failed: readonly FailedRecipient[];
}

/** Longest words kept of a report, in UTF-16 units. */
const wordsLength = 500;

/** Who reports come from, where they are no `multipart/report`. */
export const reportSender = /mailer-daemon|postmaster|mail delivery|mailsystem/i;

/**
 * Reads a mail as a delivery report: RFC 3464 where it is one, else the text of a mail server's own
 * notice that carries the mail it is about (QQ, NetEase and older servers).
 * @returns undefined where it reports no failure: an ordinary mail, a delay, a read receipt
 */
export async function parseReport(source: Buffer): Promise<DeliveryReport | undefined> {
  const mail = await simpleParser(source, { skipImageLinks: true, skipTextToHtml: true });
  const messageIds = messageIdsIn(mail, source);
  const status = deliveryStatus(source.toString('utf8'));
  const failed = status === undefined ? noticeFailures(mail) : statusFailures(status);
  return failed.length > 0 ? { messageIds, failed } : undefined;
}

/**
 * The body of the `message/delivery-status` part, which mailparser folds into the text. RFC 3464 wants
 * it in 7 bit; some servers encode it as base64 all the same.
 */
function deliveryStatus(source: string): string | undefined {
  const text = source.replace(/\r\n?/g, '\n');
  const start = /^content-type\s*:\s*message\/(?:global-)?delivery-status\b/im.exec(text);
  if (!start) return undefined;
  const headersStart = text.lastIndexOf('\n--', start.index);
  const headersEnd = text.indexOf('\n\n', start.index);
  if (headersEnd < 0) return undefined;
  const headers = text.slice(Math.max(headersStart, 0), headersEnd);
  const bodyEnd = text.indexOf('\n--', headersEnd + 1);
  const body = text.slice(headersEnd + 2, bodyEnd < 0 ? undefined : bodyEnd);
  const base64 = /^content-transfer-encoding\s*:\s*base64/im.test(headers);
  return base64 ? Buffer.from(body, 'base64').toString('utf8') : body;
}

/** RFC 3464, 2.1: groups of fields, the first about the message, the others about a recipient each. */
function statusFailures(text: string): FailedRecipient[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .map(fieldsOf)
    .flatMap((fields) => {
      if (fields.get('action')?.toLowerCase() !== 'failed') return [];
      const status = fields.get('status') ?? '';
      const words = fields.get('diagnostic-code')?.replace(/^\s*[\w-]+\s*;\s*/, '') ?? '';
      return [
        {
          recipient: addressOf(
            fields.get('original-recipient') ?? fields.get('final-recipient') ?? '',
          ),
          kind: status.startsWith('4') ? ('soft' as const) : ('hard' as const),
          words: (words || status).slice(0, wordsLength),
        },
      ];
    });
}

/** A server's own notice: it fails for good unless its words give a code of 4xx alone. */
function noticeFailures(mail: ParsedMail): FailedRecipient[] {
  const from = mail.from?.text ?? '';
  if (!reportSender.test(from)) return [];
  const text = (mail.text ?? '').replace(/\s+/g, ' ').trim();
  if (
    !/undeliver|fail|return|reject|退信|退回|失败|无法送达|拒收/i.test(`${mail.subject} ${text}`)
  ) {
    return [];
  }
  const code = /\b([45]\d\d)\b(?=[ -]|$)|\b([45])\.\d{1,3}\.\d{1,3}\b/.exec(text);
  const first = (code?.[1] ?? code?.[2] ?? '5')[0];
  const start = Math.max(0, (code?.index ?? 0) - 20);
  const headers = mail.headers.get('x-failed-recipients');
  return [
    {
      recipient: typeof headers === 'string' ? addressOf(headers) : '',
      kind: first === '4' ? 'soft' : 'hard',
      words: (text.slice(start, start + wordsLength) || mail.subject) ?? '',
    },
  ];
}

/** Header fields, unfolded, by their names in lower case. */
function fieldsOf(group: string): Map<string, string> {
  const lines = group.replace(/\n[ \t]+/g, ' ').split('\n');
  return new Map(
    lines.flatMap((line) => {
      const match = /^([\w-]+)\s*:\s*(.*)$/.exec(line);
      return match ? [[(match[1] ?? '').toLowerCase(), (match[2] ?? '').trim()] as const] : [];
    }),
  );
}

/** `rfc822; a@example.com` → `a@example.com`. */
function addressOf(field: string): string {
  return (
    field
      .replace(/^\s*[\w-]+\s*;/, '')
      .replace(/[<>\s]/g, '')
      .split(',')[0] ?? ''
  );
}

/** Message-IDs of the mail that came back, and those that the report refers to. */
function messageIdsIn(mail: ParsedMail, source: Buffer): string[] {
  const parts = mail.attachments
    .filter(({ contentType }) => /^(message\/rfc822|text\/rfc822-headers)$/.test(contentType))
    .map(textOf);
  const references = [mail.inReplyTo ?? '', ...[mail.references ?? []].flat()];
  const own = mail.messageId ?? '';
  const text = [...parts, ...references, source.toString('latin1')].join('\n');
  const found = [...text.matchAll(/<[0-9A-Za-z]{22}@[\w.-]+>/g)].map(([id]) => id);
  return [...new Set(found)].filter((id) => id !== own);
}

function textOf({ content }: Attachment): string {
  return content.toString('utf8');
}
