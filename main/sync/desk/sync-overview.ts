import type { SyncStatusAnswer } from '../../../shared/api/sync.ts';
import type { Language } from '../../../shared/language.ts';
import { clockText, copyWords, reasonText } from '../../../shared/sync/sync-words.ts';
import type { Database } from '../../database/database.ts';
import type { SyncService } from '../sync-service.ts';

/** How syncing goes, as the pill and the page show it. */
export class SyncOverview {
  readonly #sync: SyncService;
  readonly #formatTime: (milliseconds: number) => string;
  readonly #received;
  readonly #disputed;

  constructor(database: Database, sync: SyncService, formatTime: (milliseconds: number) => string) {
    this.#sync = sync;
    this.#formatTime = formatTime;
    this.#received = database.prepare<[], number>('SELECT COUNT(*) FROM sync_parked').pluck();
    this.#disputed = database
      .prepare<[], number>('SELECT COUNT(*) FROM certificate_disputes')
      .pluck();
  }

  /** @param language of the reason's words */
  status(language: Language): SyncStatusAnswer {
    const status = this.#sync.status();
    const { membership } = this.#sync;
    const time = (at: number | null) => (at === null ? null : this.#formatTime(at));
    return {
      state: status.state,
      reason: status.reason,
      reason_text: status.reason === null ? '' : reasonText(status.reason)[language],
      membership: membership
        ? {
            url: membership.central_url,
            company_name: membership.company_name,
            uname: membership.user_name,
            role: membership.role,
            device_name: membership.device_name,
            joined_at: this.#formatTime(membership.joined_at),
          }
        : null,
      pending: status.pending,
      parked: status.parked + (this.#received.get() ?? 0),
      conflicts: status.openConflicts,
      disputed: this.#disputed.get() ?? 0,
      files: { ...status.files },
      snapshot: status.snapshot && { ...status.snapshot },
      last_synced_at: time(status.lastSyncedAt),
      last_tried_at: time(status.lastTriedAt),
      paused_by: status.pausedBy,
      pauses_on_metered: this.#sync.connection.pausesOnMetered,
      clock_text: clockText(status.clockOffset)?.[language] ?? '',
      copy_text: this.#sync.copy === null ? '' : copyWords[this.#sync.copy][language],
    };
  }
}
