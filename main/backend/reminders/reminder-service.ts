import type { Reminders } from '../../../shared/api/reminders.ts';
import type { SendingRules } from '../../../shared/api/sending.ts';
import { certificateStatus } from '../../../shared/catalogue/certificate-kinds.ts';
import type { Database } from '../../database/database.ts';
import type { SendingRulesStore } from '../../delivery/sending-rules.ts';
import type { Platform } from '../../platform.ts';
import type { CertificateAccess } from '../certificates/certificate-access.ts';
import type { CertificateRow, CertificateStore } from '../certificates/certificate-store.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { ReminderMail } from './reminder-mail.ts';
import type { ReminderStore, StoredReminder } from './reminder-store.ts';

const hour = 3_600_000;
const dayMilliseconds = 24 * hour;

/** Two reminders are never closer: what falls due sooner after a late one is collapsed into it. */
const shortestGap = 20 * hour;

/** How long a request that no server has taken yet is left alone. */
const notAcceptedPause = hour;

/** How long to wait for the candidates' server, without which there is no link. */
const serverOffPause = hour / 6;

/** How long to wait where the template names what has no value yet, such as the company's name. */
const unwrittenPause = 6 * hour;

interface Parts {
  readonly database: Database;
  readonly platform: Platform;
  readonly store: ReminderStore;
  readonly certificates: CertificateStore;
  readonly access: CertificateAccess;
  readonly rules: SendingRulesStore;
  readonly workspace: WorkspaceService;
  readonly mail: ReminderMail;
}

/** Reminders of requests: which there are, and what becomes of one that is due. */
export class ReminderService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Gives a new request its reminders, within the caller's transaction.
   * @param wanted undefined follows the settings
   */
  schedule(certificate: CertificateRow, wanted: boolean | undefined): void {
    const { reminders } = this.#parts.rules.current;
    if (wanted ?? reminders.enabled) this.#insert(certificate, reminders.days);
  }

  /** @throws CredoError `certificateNotFound` */
  list(certificateId: number): Reminders {
    const { access, store, workspace } = this.#parts;
    access.byId(certificateId);
    const rows = store.ofCertificate(certificateId);
    return {
      enabled: rows.some(({ state }) => state === 'waiting'),
      reminders: rows.map(({ reminder_id, day, due_at, state, reason, settled_at }) => ({
        reminder_id,
        day,
        due_at: workspace.formatTime(due_at),
        state,
        reason: reason === '' ? null : reason,
        settled_at: settled_at === null ? null : workspace.formatTime(settled_at),
      })),
    };
  }

  /** @throws CredoError `certificateNotFound` */
  set(certificateId: number, enabled: boolean): Reminders {
    const { database, access, store, platform, rules } = this.#parts;
    database.transaction(() => {
      const certificate = access.byId(certificateId);
      const now = platform.now();
      if (!enabled) store.stop(certificateId, 'off', now);
      else if (store.ofCertificate(certificateId).length > 0) store.resume(certificateId, now);
      else if (isAwaiting(certificate, now)) {
        this.#insert(certificate, rules.current.reminders.days);
      }
    })();
    return this.list(certificateId);
  }

  /**
   * Sends what is due of a certificate as one reminder, or finds out that none is. Reminder, message
   * and event are written in one transaction, so that none is ever sent twice.
   */
  settle(certificateId: number): void {
    const { database, certificates, store, platform } = this.#parts;
    database.transaction(() => {
      const now = platform.now();
      const certificate = certificates.findById(certificateId);
      if (!certificate || !isAwaiting(certificate, now)) {
        const expired = certificate !== undefined && certificate.expires_at <= now;
        store.stop(certificateId, expired ? 'expired' : 'submitted', now);
        return;
      }
      const waiting = store.ofCertificate(certificateId).filter(isWaiting);
      const rest = this.#restUntil(certificateId, waiting, now);
      if (rest === undefined) this.#send(certificate, waiting, now);
      else for (const reminder of waiting) this.#postpone(reminder, rest);
    })();
  }

  #insert(certificate: CertificateRow, days: SendingRules['reminders']['days']): void {
    for (const day of days) {
      const due = certificate.created_at + day * dayMilliseconds;
      if (due < certificate.expires_at) {
        this.#parts.store.insert(certificate.certificate_id, day, due);
      }
    }
  }

  /** Until when nothing may be sent: no server has taken the request, it is night, there is no link. */
  #restUntil(
    certificateId: number,
    waiting: readonly StoredReminder[],
    now: number,
  ): number | undefined {
    const { store, rules, workspace } = this.#parts;
    const accepted = store.acceptedAt(certificateId);
    if (accepted === undefined) return now + notAcceptedPause;
    // Days count from when the request left, which may be long after it was written.
    for (const reminder of waiting) {
      this.#postpone(reminder, accepted + reminder.day * dayMilliseconds);
    }
    if (!waiting.some(({ due_at }) => due_at <= now)) return 0;
    if (workspace.linkUrl === undefined) return now + serverOffPause;
    return rules.quietUntil(now);
  }

  /** Moves a reminder to a later time, never to an earlier one. */
  #postpone(reminder: StoredReminder, dueAt: number): void {
    if (reminder.due_at >= dueAt) return;
    reminder.due_at = dueAt;
    this.#parts.store.setDue(reminder.reminder_id, dueAt);
  }

  #send(certificate: CertificateRow, waiting: readonly StoredReminder[], now: number): void {
    const { store, mail, rules } = this.#parts;
    const { certificate_id } = certificate;
    const last = waiting.findLast(({ due_at }) => due_at <= now);
    if (!last) return;
    const bySms = rules.current.reminders.sms && store.wentBySms(certificate_id);
    const messageId = mail.send(certificate, last.day, bySms);
    if (messageId === undefined) {
      for (const reminder of waiting) this.#postpone(reminder, now + unwrittenPause);
      return;
    }
    for (const reminder of waiting) {
      if (reminder === last) store.settle(reminder.reminder_id, 'sent', messageId, now);
      else if (reminder.due_at < now + shortestGap) {
        store.settle(reminder.reminder_id, 'collapsed', messageId, now);
      }
    }
  }
}

function isWaiting({ state }: StoredReminder): boolean {
  return state === 'waiting';
}

/** Whether the candidate can still answer for the first time. */
function isAwaiting({ status, revoked_at, expires_at }: CertificateRow, now: number): boolean {
  return status === certificateStatus.awaitingFeedback && revoked_at === null && expires_at > now;
}
