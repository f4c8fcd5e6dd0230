import type { ApplicationChanges } from '../../backend/applications/application-changes.ts';
import type { LiveEvents } from '../../backend/live/live-events.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';
import { publishMessage } from '../outbox-service.ts';
import type { StoredMessage } from '../outbox-store.ts';
import type { BounceStore, ReadPosition } from './bounce-store.ts';
import type { DeliveryReport, FailedRecipient } from './parse-report.ts';

/** What delivery reports do to the outbox. */
export class BounceService {
  readonly #parts: {
    database: Database;
    store: BounceStore;
    live: LiveEvents;
    applications: ApplicationChanges;
    platform: Platform;
  };

  constructor(parts: {
    database: Database;
    store: BounceStore;
    live: LiveEvents;
    applications: ApplicationChanges;
    platform: Platform;
  }) {
    this.#parts = parts;
  }

  /**
   * Marks the mails that reports are about as bounced, and remembers how far the mailbox was read, in
   * one transaction. A report that comes twice has one effect; one about no mail of ours has none.
   */
  apply(mailbox: string, reports: readonly DeliveryReport[], position: ReadPosition): void {
    const { database, store, platform } = this.#parts;
    database.transaction(() => {
      for (const report of reports) {
        for (const failed of report.failed) this.#bounce(report, failed);
      }
      store.setPosition(mailbox, position, platform.now());
    })();
  }

  #bounce(report: DeliveryReport, failed: FailedRecipient): void {
    const { store, live, applications, platform } = this.#parts;
    const message = this.#find(report, failed);
    if (!message) return;
    const bounced = store.bounce(message.message_id, failed.kind, failed.words, platform.now());
    if (!bounced) return;
    publishMessage(live, bounced);
    if (bounced.application_id === null) return;
    applications.recordEvent(bounced.application_id, 'mailBounced', 0, {
      message_id: bounced.message_id,
      certificate_id: bounced.certificate_id,
      recipient: bounced.recipient,
      bounce_kind: failed.kind,
      remark: failed.words,
    });
    applications.touch(bounced.application_id);
  }

  /** By Message-ID; by the address where the report holds none of ours. */
  #find(report: DeliveryReport, { recipient }: FailedRecipient): StoredMessage | undefined {
    const { store, platform } = this.#parts;
    for (const id of report.messageIds) {
      const message = store.findByHeader(id);
      if (message) return message;
    }
    return recipient === '' ? undefined : store.findByRecipient(recipient, platform.now());
  }
}
