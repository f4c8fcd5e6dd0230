import { SmsTransport, type SmsTransportOptions } from './sms/sms-transport.ts';
import { SmtpTransport, type SmtpTransportOptions } from './smtp-transport.ts';
import type { MessageKind, Transport } from './transport.ts';

/** One transport for each kind of message. */
export type Transports = Readonly<Record<MessageKind, Transport>>;

/** What the transports are built on. */
export interface TransportOptions {
  mail: SmtpTransportOptions;
  sms: SmsTransportOptions;
}

/** The catalogue of transports: a new way out is an entry here. */
export function createTransports({ mail, sms }: TransportOptions): Transports {
  return { mail: new SmtpTransport(mail), sms: new SmsTransport(sms) };
}
