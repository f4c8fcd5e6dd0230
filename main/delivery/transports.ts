import { storedReason } from '../../shared/delivery-reasons.ts';
import { SmtpTransport, type SmtpTransportOptions } from './smtp-transport.ts';
import { type MessageKind, missingTransport, type Transport } from './transport.ts';

/** One transport for each kind of message. */
export type Transports = Readonly<Record<MessageKind, Transport>>;

/** The catalogue of transports: a new way out is an entry here. */
export function createTransports(mail: SmtpTransportOptions): Transports {
  return {
    mail: new SmtpTransport(mail),
    sms: missingTransport(storedReason('smsNotConfigured')),
  };
}
