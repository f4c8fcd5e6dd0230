import type { SendMailOptions } from 'nodemailer';
import { escapeHtml } from '../../shared/templates/render.ts';
import { mailHtmlToText } from './mail-html.ts';
import type { OutgoingMessage } from './transport.ts';

/** Who a mail comes from. */
export interface MailSender {
  /** The company's name. */
  readonly name: string;
  /** Where answers go: the recruiter, where their own address is known. */
  readonly replyTo?: { readonly name: string; readonly address: string } | undefined;
}

/**
 * A mail as it goes out: multipart/alternative, the plain text made from the HTML; embedded images
 * become parts of their own, because most mail programs don't show `data:` addresses.
 * @param date milliseconds since the epoch
 * @param attachments files that go with it
 */
export function mailMessage(
  message: OutgoingMessage,
  from: string,
  sender: MailSender,
  date: number,
  attachments: NonNullable<SendMailOptions['attachments']> = [],
): SendMailOptions {
  return {
    from: { name: oneLine(sender.name), address: from },
    to: { name: '', address: message.recipient },
    ...(sender.replyTo && {
      replyTo: { name: oneLine(sender.replyTo.name), address: sender.replyTo.address },
    }),
    subject: oneLine(message.subject),
    messageId: message.messageIdHeader,
    date: new Date(date),
    text: mailHtmlToText(message.content),
    html: page(message),
    attachments,
    attachDataUrls: true,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function page({ subject, content }: OutgoingMessage): string {
  return (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<title>${escapeHtml(oneLine(subject))}</title></head>` +
    '<body style="margin:0;padding:24px 16px;background-color:#ffffff">' +
    '<div style="max-width:640px;margin:0 auto;color:#1f2933;font-size:15px;line-height:1.75;' +
    "font-family:'PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif\">" +
    `${content}</div></body></html>`
  );
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
