import type { listUndoableRequests } from '../../../shared/api/certificates.ts';
import type { ResultsOf } from '../../../shared/api/endpoint.ts';
import type { CertificateKindKey } from '../../../shared/catalogue/certificate-kinds.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { OutboxService } from '../../delivery/outbox-service.ts';
import type { Platform } from '../../platform.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { CertificateChanges } from './certificate-changes.ts';
import type { CertificateStore } from './certificate-store.ts';

/** A certificate whose messages wait. */
interface HeldRequest {
  certificate_id: number;
  token: string;
  kind: CertificateKindKey;
  resume_name: string;
  /** Milliseconds. */
  hold_until: number;
}

/** Taking a request back while its messages are held. */
export class WithdrawalService {
  readonly #database: Database;
  readonly #platform: Platform;
  readonly #store: CertificateStore;
  readonly #changes: CertificateChanges;
  readonly #outbox: OutboxService;
  readonly #workspace: WorkspaceService;
  readonly #held;

  constructor(parts: {
    database: Database;
    platform: Platform;
    store: CertificateStore;
    changes: CertificateChanges;
    outbox: OutboxService;
    workspace: WorkspaceService;
  }) {
    this.#database = parts.database;
    this.#platform = parts.platform;
    this.#store = parts.store;
    this.#changes = parts.changes;
    this.#outbox = parts.outbox;
    this.#workspace = parts.workspace;
    // A job's requests are taken back with it.
    this.#held = parts.database.prepare<[number, number], HeldRequest>(
      `SELECT c.certificate_id, c.token, c.kind, c.resume_name, MIN(o.hold_until) AS hold_until
       FROM outbox o JOIN certificates c ON c.certificate_id = o.certificate_id
       WHERE o.state = 'queued' AND o.next_attempt_at > ? AND o.hold_until IS NOT NULL
         AND o.batch IS NULL AND c.uid = ? AND c.opened_at IS NULL AND c.revoked_at IS NULL
       GROUP BY c.certificate_id ORDER BY c.certificate_id`,
    );
  }

  /** The user's own requests that `undo` still takes back, the oldest first. */
  undoable(): ResultsOf<typeof listUndoableRequests> {
    const now = this.#platform.now();
    return this.#held
      .all(now, this.#workspace.user.uid)
      .filter(({ certificate_id }) => this.#outbox.allHeld(certificate_id))
      .map(({ hold_until, token, kind, resume_name }) => ({
        ...{ token, kind, resume_name },
        seconds_left: Math.ceil((hold_until - now) / 1000),
      }));
  }

  /**
   * Cancels the messages, ends the link and takes the certificate out of the application's status, in
   * one transaction. The request and its withdrawal both stay in the history. Twice has one effect.
   * @returns certificate_id
   * @throws CredoError `certificateNotFound`, or `requestNotUndoable` where a message has left, or the
   * time to take it back is over; nothing is changed then
   */
  undo(token: string): number {
    return this.#database.transaction(() => {
      const certificate = this.#store.findByToken(token);
      if (!certificate) throw new CredoError('certificateNotFound');
      const { certificate_id } = certificate;
      if (certificate.withdrawn_at !== null) return certificate_id;
      const untouched = certificate.opened_at === null && certificate.revoked_at === null;
      if (!untouched || !this.#outbox.takeBack(certificate_id)) {
        throw new CredoError('requestNotUndoable');
      }
      const now = this.#platform.now();
      this.#changes.apply(
        certificate,
        { withdrawn_at: now, revoked_at: now },
        {
          event: 'certificateRequestUndone',
          change: 'withdrawn',
          uid: this.#workspace.user.uid,
        },
      );
      return certificate_id;
    })();
  }
}
