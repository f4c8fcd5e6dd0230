import { type AuditAction, auditCountLimit } from '../../../shared/api/audit.ts';
import type { Database } from '../../database/database.ts';

export interface AuditRow {
  audit_id: number;
  created_at: number;
  uname: string;
  action: AuditAction;
  tob_resume_id: string | null;
  resume_name: string;
  position_name: string;
  certificate_id: number | null;
  count: number;
}

/** Which entries; times in milliseconds, `to` excluded. */
export interface AuditFilter {
  action: AuditAction | '';
  tobResumeId: string | undefined;
  from: number | undefined;
  to: number | undefined;
}

/** Reads the audit log, and deletes what is older than it is to be kept. */
export class AuditStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** How many entries, counted up to `auditCountLimit`. */
  count(filter: AuditFilter): number {
    const { where, parameters } = conditions(filter);
    return (
      this.#database
        .prepare<[object], number>(
          `SELECT COUNT(*) FROM (SELECT 1 FROM audit_log l ${where} LIMIT ${auditCountLimit})`,
        )
        .pluck()
        .get(parameters) ?? 0
    );
  }

  /** @param before entries older than this id alone, for the next batch of many */
  rows(
    filter: AuditFilter,
    limit: number,
    { offset = 0, before }: { offset?: number; before?: number } = {},
  ): AuditRow[] {
    const { where, parameters } = conditions(filter, before);
    return this.#database
      .prepare<[object], AuditRow>(
        `SELECT l.audit_id, l.created_at, coalesce(u.name, '') AS uname, l.action,
           CAST(l.tob_resume_id AS TEXT) AS tob_resume_id, coalesce(c.name, '') AS resume_name,
           coalesce(p.name, '') AS position_name, l.certificate_id, l.count
         FROM audit_log l
         LEFT JOIN users u ON u.uid = l.uid
         LEFT JOIN candidates c ON c.tob_resume_id = l.tob_resume_id
         LEFT JOIN applications a ON a.application_id = l.application_id
         LEFT JOIN positions p ON p.tob_position_id = a.tob_position_id
         ${where} ORDER BY l.audit_id DESC LIMIT @limit OFFSET @offset`,
      )
      .all({ ...parameters, limit, offset });
  }

  /** Deletes up to `limit` entries from before a time. @returns how many */
  deleteBefore(time: number, limit: number): number {
    return this.#database.transaction(() => {
      this.#database.prepare('UPDATE audit_retention SET before = ?').run(time);
      return this.#database
        .prepare(
          `DELETE FROM audit_log WHERE audit_id IN
             (SELECT audit_id FROM audit_log WHERE created_at < ? LIMIT ?)`,
        )
        .run(time, limit).changes;
    })();
  }
}

function conditions({ action, tobResumeId, from, to }: AuditFilter, before?: number) {
  const parts = [
    ...(action ? ['l.action = @action'] : []),
    ...(tobResumeId === undefined ? [] : ['l.tob_resume_id = @candidate']),
    ...(from === undefined ? [] : ['l.created_at >= @from']),
    ...(to === undefined ? [] : ['l.created_at < @to']),
    ...(before === undefined ? [] : ['l.audit_id < @before']),
  ];
  return {
    where: parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '',
    parameters: {
      action,
      candidate: tobResumeId === undefined ? null : BigInt(tobResumeId),
      from: from ?? null,
      to: to ?? null,
      before: before ?? null,
    },
  };
}
