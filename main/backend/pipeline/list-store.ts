import type { z } from 'zod';
import type { listApplications } from '../../../shared/api/process.ts';
import { searchKeys } from '../../../shared/catalogue/search-keys.ts';
import type { Database } from '../../database/database.ts';

type ListRequest = z.output<(typeof listApplications)['request']>;

const orders = [
  'a.changed_sequence DESC',
  'a.applied_at DESC, a.application_id DESC',
  'a.name_sort, a.application_id',
];

/** Finds the applications of a page. */
export class ListStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  page(request: ListRequest, today: string): { total: number; applicationIds: number[] } {
    const conditions = ['a.stage_type_id = @stage_type_id'];
    if (request.list_type < 3) conditions.push('a.list_state = @list_type');
    if (request.process_id > 0) conditions.push('a.process_id = @process_id');
    if (request.position_id > 0) conditions.push('a.tob_position_id = @position_id');
    if (request.keyword !== '') {
      conditions.push(
        '(instr(c.name, @keyword) OR instr(c.phone, @keyword) OR instr(c.email, @keyword) OR instr(p.name, @keyword))',
      );
    }
    for (const entry of searchKeys) {
      if (request[entry.key] === 0) continue;
      conditions.push(
        'applicationColumn' in entry
          ? `a.${entry.applicationColumn} = @${entry.key}`
          : (entryTimeConditions[request.entryTime] ?? '0'),
      );
    }
    const from = `FROM applications a JOIN candidates c USING (tob_resume_id)
      JOIN positions p USING (tob_position_id) WHERE ${conditions.join(' AND ')}`;
    const parameters = { ...request, today, offset: (request.page - 1) * request.size };
    const total = this.#database
      .prepare<[object], { total: number }>(`SELECT count(*) AS total ${from}`)
      .get(parameters);
    const ids = this.#database
      .prepare<[object], { application_id: number }>(
        `SELECT a.application_id ${from} ORDER BY ${orders[request.sort]} LIMIT @size OFFSET @offset`,
      )
      .all(parameters);
    return {
      total: total?.total ?? 0,
      applicationIds: ids.map(({ application_id }) => application_id),
    };
  }

  /** Applications by stage type. */
  stageTotals(processId: number, listType: number): Map<number, number> {
    const rows = this.#database
      .prepare<[object], { stage_type_id: number; total: number }>(
        `SELECT stage_type_id, count(*) AS total FROM applications
         WHERE (@process = 0 OR process_id = @process) AND (@list_type = 3 OR list_state = @list_type)
         GROUP BY stage_type_id`,
      )
      .all({ process: processId, list_type: listType });
    return new Map(rows.map(({ stage_type_id, total }) => [stage_type_id, total]));
  }
}

/** `entryTime` of `process/list` by its value, relative to @today. */
const entryTimeConditions: Record<number, string> = {
  1: 'a.entry_date = @today',
  2: "a.entry_date BETWEEN @today AND date(@today, '+7 days')",
  3: "a.entry_date BETWEEN @today AND date(@today, '+30 days')",
  4: 'a.entry_date < @today AND a.entry_status = 1',
  5: 'a.entry_date IS NULL',
};
