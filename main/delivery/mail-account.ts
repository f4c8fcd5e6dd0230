import { parseConnectionUrl } from 'nodemailer/lib/shared';
import type { SMTPTransportOptions } from 'nodemailer/lib/smtp-transport';
import type { LocalizedText } from '../../shared/language.ts';
import { isMailAddress } from '../../shared/mail-address.ts';

/** Where mail goes out and who sends it. */
export interface MailAccount {
  readonly smtp: SMTPTransportOptions;
  /** The address of `From` and of the envelope. */
  readonly from: string;
}

/** A mail account as the workspace's settings keep it; the password is a secret of its own. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (usually port 465); otherwise STARTTLS. */
  readonly secure: boolean;
  /** Empty where the server asks for no sign-in. */
  readonly user: string;
  readonly from: string;
}

/** `CREDO_SMTP_URL` that cannot be used; the text is for whoever set it and holds no password. */
export class MailAccountInvalid extends Error {
  override readonly name = 'MailAccountInvalid';
  readonly text: LocalizedText;

  constructor(zh: string, en: string) {
    super(en);
    this.text = { zh, en };
  }
}

const fallbackSender = 'credo@localhost';

/**
 * The account of `CREDO_SMTP_URL`: `smtp://` (STARTTLS) or `smtps://`, `user:password@`, host, port,
 * and options in the query: `from`, and nodemailer's own such as `requireTLS=true` or
 * `tls.servername=…`. Without `from` the user is the sender, where it is an address.
 * @throws MailAccountInvalid
 */
export function mailAccountFromUrl(url: string): MailAccount {
  if (!/^smtps?:\/\//i.test(url) || !URL.canParse(url)) {
    throw new MailAccountInvalid(
      '环境变量 CREDO_SMTP_URL 的格式应为 smtp://用户:密码@主机:端口',
      'CREDO_SMTP_URL must look like smtp://user:password@host:port',
    );
  }
  const options: SMTPTransportOptions & { from?: unknown } = parseConnectionUrl(url);
  const { from, ...smtp } = options;
  if (!smtp.host) {
    throw new MailAccountInvalid(
      '环境变量 CREDO_SMTP_URL 没有写明主机',
      'CREDO_SMTP_URL names no host',
    );
  }
  if (from !== undefined && !(typeof from === 'string' && isSender(from))) {
    throw new MailAccountInvalid(
      '环境变量 CREDO_SMTP_URL 的 from 不是有效的邮箱地址',
      'CREDO_SMTP_URL: from is not a mail address',
    );
  }
  return withSafeTls({
    smtp,
    from: (from as string | undefined) ?? senderOf(smtp.auth?.user) ?? fallbackSender,
  });
}

/** The account of the workspace's settings. */
export function mailAccountFromSettings(
  settings: MailSettings,
  password: string | undefined,
): MailAccount {
  const { host, port, secure, user, from } = settings;
  return withSafeTls({
    smtp: { host, port, secure, ...(user && { auth: { user, pass: password ?? '' } }) },
    from: senderOf(from) ?? senderOf(user) ?? fallbackSender,
  });
}

/**
 * Passwords never travel in the clear, and certificates are checked. On this machine itself there is
 * nobody in between: local relays and bridges come without TLS or with a certificate of their own.
 */
function withSafeTls({ smtp, from }: MailAccount): MailAccount {
  const local = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(smtp.host ?? '');
  return {
    from,
    smtp: {
      ...(smtp.auth && !smtp.secure && !local && { requireTLS: true }),
      ...smtp,
      tls: { rejectUnauthorized: !local, minVersion: 'TLSv1.2', ...smtp.tls },
    },
  };
}

function senderOf(text: string | undefined): string | undefined {
  return text && isMailAddress(text) ? text : undefined;
}

/** Local relays are given senders like `credo@localhost` too. */
function isSender(text: string): boolean {
  return isMailAddress(text) || /^[\w.+-]+@[\w-]+$/.test(text);
}
