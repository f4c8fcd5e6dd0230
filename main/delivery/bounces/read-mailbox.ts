import { type FetchMessageObject, ImapFlow, type ImapFlowOptions } from 'imapflow';
import type { BounceAccount } from './bounce-account.ts';
import type { ReadPosition } from './bounce-store.ts';
import { type DeliveryReport, parseReport, reportSender } from './parse-report.ts';

/** How far back a mailbox is read at first. */
const firstDays = 14;

/** Bytes read of a report; the mail that came back hangs at its end. */
const reportBytes = 512 * 1024;

/** Most mails looked at in one go; the rest follows in the next. */
const batch = 1_000;

/** Reports that came since a mailbox was last read, and how far it is read now. */
export interface ReadReports {
  readonly reports: readonly DeliveryReport[];
  readonly position: ReadPosition;
}

/** Why a mailbox could not be read, in the server's words or the system's. */
export class MailboxError extends Error {
  override readonly name = 'MailboxError';
  /** The server does not take the sign-in: trying often locks accounts. */
  readonly signIn: boolean;

  constructor(words: string, signIn: boolean, options?: ErrorOptions) {
    super(words, options);
    this.signIn = signIn;
  }
}

/**
 * Reads the delivery reports of a mailbox. It is opened read-only, and of mails that look like no
 * report only the sender and the structure are asked for.
 * @param now milliseconds since the epoch
 * @throws MailboxError
 */
export function readReports(
  account: BounceAccount,
  last: ReadPosition | undefined,
  now: number,
  signal: AbortSignal,
): Promise<ReadReports> {
  return withMailbox(account, signal, async (client, { uidValidity, uidNext }) => {
    const known = last?.uidValidity === uidValidity ? last.lastUid : undefined;
    const uids = await newUids(client, known, uidNext, now);
    const reports: DeliveryReport[] = [];
    for (const uid of await candidates(client, uids)) {
      const mail = await client.fetchOne(
        String(uid),
        { source: { maxLength: reportBytes } },
        { uid: true },
      );
      const source = mail === false ? undefined : mail.source;
      const report = source && (await parseReport(source));
      if (report) reports.push(report);
    }
    const lastUid = Math.max(known ?? 0, ...uids);
    return { reports, position: { uidValidity, lastUid } };
  });
}

/** Signs in and opens the folder. @returns how many mails it holds @throws MailboxError */
export function testMailbox(account: BounceAccount, signal: AbortSignal): Promise<number> {
  return withMailbox(account, signal, async (_client, { exists }) => exists);
}

/** What happens to a mailbox while it is listened to. */
export interface MailboxListener {
  /** It is open now. @param uidNext the id that the next mail gets */
  opened(uidNext: number): void;
  /** Mail has come. */
  mail(): void;
}

/**
 * Listens to a folder by IDLE (RFC 2177), over a connection of its own, until that ends.
 * @returns false, at once, where the server has no IDLE
 * @throws MailboxError
 */
export function listenToMailbox(
  account: BounceAccount,
  listener: MailboxListener,
  signal: AbortSignal,
): Promise<boolean> {
  const listen = async (client: ImapFlow, { uidNext }: OpenMailbox) => {
    if (!client.capabilities.has('IDLE')) return false;
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    client.on('exists', ({ count, prevCount }: { count: number; prevCount: number }) => {
      if (count > prevCount) listener.mail();
    });
    listener.opened(uidNext);
    await closed;
    return true;
  };
  return withMailbox(account, signal, listen, idling);
}

interface OpenMailbox {
  readonly uidValidity: string;
  readonly uidNext: number;
  readonly exists: number;
}

async function withMailbox<Result>(
  account: BounceAccount,
  signal: AbortSignal,
  work: (client: ImapFlow, mailbox: OpenMailbox) => Promise<Result>,
  waiting: Partial<ImapFlowOptions> = { disableAutoIdle: true, socketTimeout: 60_000 },
): Promise<Result> {
  const client = newClient(account, waiting);
  // What a connection reports beside a command's own failure; without a listener it would throw.
  client.on('error', () => {});
  const abort = () => client.close();
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    await client.connect();
    const { uidValidity, uidNext, exists } = await client.mailboxOpen(account.mailbox, {
      readOnly: true,
    });
    const result = await work(client, { uidValidity: String(uidValidity), uidNext, exists });
    await client.logout().catch(() => {});
    return result;
  } catch (error) {
    throw mailboxError(error);
  } finally {
    signal.removeEventListener('abort', abort);
    client.close();
  }
}

/** Firewalls forget a silent connection: IDLE is begun anew well before that. */
const idling: Partial<ImapFlowOptions> = { autoIdleDelay: 50, maxIdleTime: 4 * 60_000 };

function newClient(
  { host, port, secure, user, password }: BounceAccount,
  waiting: Partial<ImapFlowOptions>,
): ImapFlow {
  // On this machine itself nobody is in between: local bridges have certificates of their own.
  const local = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host);
  return new ImapFlow({
    host,
    port,
    secure,
    auth: { user, pass: password },
    ...(!secure && !local && { doSTARTTLS: true }),
    tls: { rejectUnauthorized: !local, minVersion: 'TLSv1.2' },
    logger: false,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    ...waiting,
  });
}

async function newUids(
  client: ImapFlow,
  known: number | undefined,
  uidNext: number,
  now: number,
): Promise<number[]> {
  if (known !== undefined && uidNext <= known + 1) return [];
  const found =
    known === undefined
      ? await client.search({ since: new Date(now - firstDays * 86_400_000) }, { uid: true })
      : await client.search({ uid: `${known + 1}:*` }, { uid: true });
  return (found || [])
    .filter((uid) => known === undefined || uid > known)
    .toSorted((one, other) => one - other)
    .slice(0, batch);
}

/** The mails among these that look like reports. */
async function candidates(client: ImapFlow, uids: readonly number[]): Promise<number[]> {
  if (uids.length === 0) return [];
  const found: number[] = [];
  const query = { uid: true, envelope: true, bodyStructure: true };
  for await (const mail of client.fetch(uids.join(','), query, { uid: true })) {
    if (looksLikeReport(mail)) found.push(mail.uid);
  }
  return found;
}

function looksLikeReport({ bodyStructure, envelope }: FetchMessageObject): boolean {
  if (bodyStructure?.type === 'multipart/report') return true;
  const [from] = envelope?.from ?? [];
  return reportSender.test(`${from?.name ?? ''} ${from?.address ?? ''}`);
}

function mailboxError(error: unknown): MailboxError {
  const { message, responseText, authenticationFailed } = error as Error & {
    responseText?: string;
    authenticationFailed?: boolean;
  };
  return new MailboxError(responseText || message, authenticationFailed === true, {
    cause: error,
  });
}
