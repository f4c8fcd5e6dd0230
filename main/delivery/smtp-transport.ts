import { createTransport, type Transporter } from 'nodemailer';
import { storedReason } from '../../shared/delivery-reasons.ts';
import { isMailAddress } from '../../shared/mail-address.ts';
import type { BlobReader } from '../backend/attachments/blob-reader.ts';
import type { MailAccount } from './mail-account.ts';
import { type MailSender, mailMessage } from './mail-message.ts';
import { openFiles } from './outgoing-files.ts';
import {
  DeliveryError,
  type DeliveryFailure,
  type OutgoingMessage,
  type Transport,
} from './transport.ts';

const timeouts = {
  dnsTimeout: 10_000,
  connectionTimeout: 20_000,
  greetingTimeout: 20_000,
  socketTimeout: 60_000,
};

export interface SmtpTransportOptions {
  /** The account to send through now; undefined while none is configured. */
  account: () => MailAccount | undefined;
  sender: () => MailSender;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Where the files are that go out with mails. */
  files: Pick<BlobReader, 'verify'>;
}

/** Mail over SMTP. Messages one after another share a connection. */
export class SmtpTransport implements Transport {
  readonly #options: SmtpTransportOptions;
  #open: { account: MailAccount; transporter: Transporter } | undefined;

  constructor(options: SmtpTransportOptions) {
    this.#options = options;
  }

  accountKey(): string {
    const account = this.#options.account();
    return account ? `${account.smtp.auth?.user ?? account.from}@${account.smtp.host}` : '';
  }

  waitingReason(): string | undefined {
    return this.#options.account() ? undefined : storedReason('mailNotConfigured');
  }

  async send(message: OutgoingMessage, signal?: AbortSignal): Promise<string> {
    const account = this.#options.account();
    if (!account) throw new DeliveryError('account', storedReason('mailNotConfigured'));
    if (!isMailAddress(message.recipient)) {
      throw new DeliveryError('message', `not a mail address: ${message.recipient}`);
    }
    const attachments = await openFiles(message.files ?? [], this.#options.files);
    const { sender, now } = this.#options;
    const mail = mailMessage(message, account.from, sender(), now(), attachments);
    try {
      const info = await this.#transporter(account).sendMail({
        ...mail,
        ...(signal && { signal }),
      });
      return info.response ?? '';
    } catch (error) {
      throw deliveryError(error as SmtpError);
    } finally {
      for (const { content } of attachments) content.destroy();
    }
  }

  idle(): void {
    this.#open?.transporter.close();
    this.#open = undefined;
  }

  #transporter(account: MailAccount): Transporter {
    if (this.#open?.account !== account) {
      this.idle();
      const transporter = createTransport({
        ...timeouts,
        ...account.smtp,
        pool: true,
        maxConnections: 1,
        maxMessages: 100,
        // The pool tries again only where not a byte of the message has left.
        maxRequeues: 1,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      // What a connection reports beside a message's own failure; without a listener it would throw.
      transporter.on('error', () => {});
      this.#open = { account, transporter };
    }
    return this.#open.transporter;
  }
}

interface SmtpError extends Error {
  code?: string;
  /** The server's answer. */
  response?: string;
  responseCode?: number;
}

/** A failure of nodemailer as the worker has to treat it. */
function deliveryError(error: SmtpError): DeliveryError {
  const words = error.response ?? error.message;
  return new DeliveryError(failureOf(error), words, { cause: error });
}

function failureOf({ code, responseCode = 0 }: SmtpError): DeliveryFailure {
  const temporary = responseCode >= 400 && responseCode < 500;
  if (code === 'EAUTH' || code === 'ENOAUTH' || [530, 534, 535, 538].includes(responseCode)) {
    return temporary ? 'unreachable' : 'account';
  }
  if (code === 'EENVELOPE' || code === 'EMESSAGE') {
    // 421 closes the connection: it says nothing about this message.
    if (responseCode === 421) return 'unreachable';
    return temporary ? 'deferred' : 'message';
  }
  return 'unreachable';
}
