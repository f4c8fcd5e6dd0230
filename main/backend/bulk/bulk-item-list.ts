import type { Database } from '../../database/database.ts';
import type { StoredItem } from './bulk-item-store.ts';

/** A row with its application, as it is listed. */
export interface ListedItem extends StoredItem {
  tob_resume_id: string | null;
  tob_position_id: number | null;
  resume_name: string | null;
  position_name: string | null;
  resume_email: string | null;
  resume_phone: string | null;
  reason: string | null;
  reason_detail: string | null;
  certificate_id: number | null;
  updated_at: number;
  /** JSON: `[{code, detail}]` */
  findings: string;
}

/** Rows of jobs with their applications, page by page. */
export class BulkItemList {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A page of the rows, in the selection's order. */
  page(
    filter: { job_id: number; finding?: string | undefined; state?: string | undefined },
    size: number,
    offset: number,
  ): { total: number; items: ListedItem[] } {
    const scope = `FROM bulk_items i
      ${filter.finding ? 'JOIN bulk_findings f ON f.item_id = i.item_id AND f.code = @finding' : ''}
      WHERE i.job_id = @job_id ${filter.state ? 'AND i.state = @state' : ''}`;
    const { job_id, finding = '', state = '' } = filter;
    const parameters = { job_id, finding, state };
    const total = this.#database
      .prepare<[object], number>(`SELECT COUNT(*) ${scope}`)
      .pluck()
      .get(parameters);
    const items = this.#database
      .prepare<[object], ListedItem>(listed(scope))
      .all({ ...parameters, size, offset });
    return { total: total ?? 0, items };
  }
}

function listed(scope: string): string {
  return `SELECT i.item_id, i.job_id, i.application_id, i.state, i.blocked, i.accepted, i.email,
      i.phone, i.reason, i.reason_detail, i.certificate_id, i.updated_at,
      CAST(a.tob_resume_id AS TEXT) AS tob_resume_id, a.tob_position_id,
      c.name AS resume_name, p.name AS position_name,
      coalesce(i.email, c.email) AS resume_email, coalesce(i.phone, c.phone) AS resume_phone,
      (SELECT json_group_array(json_object('code', code, 'detail', json(detail)))
       FROM bulk_findings WHERE item_id = i.item_id) AS findings
    FROM (SELECT i.item_id AS wanted ${scope} ORDER BY i.item_id LIMIT @size OFFSET @offset)
    JOIN bulk_items i ON i.item_id = wanted
    LEFT JOIN applications a ON a.application_id = i.application_id
    LEFT JOIN candidates c ON c.tob_resume_id = a.tob_resume_id
    LEFT JOIN positions p ON p.tob_position_id = a.tob_position_id
    ORDER BY i.item_id`;
}
