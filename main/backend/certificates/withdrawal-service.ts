import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { OutboxService } from '../../delivery/outbox-service.ts';
import type { Platform } from '../../platform.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { CertificateChanges } from './certificate-changes.ts';
import type { CertificateStore } from './certificate-store.ts';

/** Taking a request back while its messages are held. */
export class WithdrawalService {
  readonly #database: Database;
  readonly #platform: Platform;
  readonly #store: CertificateStore;
  readonly #changes: CertificateChanges;
  readonly #outbox: OutboxService;
  readonly #workspace: WorkspaceService;

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
