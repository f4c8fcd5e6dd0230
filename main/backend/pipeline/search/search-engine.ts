import type { Database } from '../../../database/database.ts';
import { entryWindows } from '../list/entry-window-expression.ts';
import { evaluateFilter } from './evaluate-filter.ts';
import { KeywordHits } from './keyword-hits.ts';
import { orderedPage, TextRanks } from './row-order.ts';
import type { SearchAnswer, SearchRequest, Selected } from './search-request.ts';
import { SearchSource } from './search-source.ts';
import type { SearchTable } from './search-table.ts';

/** Columns of texts that rows are ordered by. */
const rankedColumns = ['resume_name', 'resume_phone', 'resume_email'];
/** The column of `applications` that follows from another and the day. */
const entryWindow = 'entry_window';

/**
 * Answers any filter, order and keyword of the list from columns in memory, exactly: what is committed
 * when a request comes is what it sees. It computes without pausing, so it runs in a worker.
 */
export class SearchEngine {
  readonly #source;
  readonly #ranks = new TextRanks();
  /** Rows of stage types and states asked for since the last change. */
  readonly #standing = new Map<string, Uint32Array>();
  #standingSeen = -1;

  /**
   * @param database may be read-only; nothing is written
   * @param tell hears how much of the first reading is done, in per cent
   */
  constructor(database: Database, tell: (percent: number) => void = () => {}) {
    this.#source = new SearchSource(database, tell);
  }

  /** Reads what is not in memory yet, and sorts what keywords are looked up in and orders go by. */
  warm(stopped?: () => boolean): void {
    this.#source.sync(stopped);
    const { names, phoneOrder, phoneEndOrder, emailOrder } = this.#source.table;
    for (const order of [phoneOrder, phoneEndOrder, emailOrder]) order.sorted();
    names.warm();
    // What orders by texts compare: the first of them would take a second else.
    const orders = rankedColumns.map((key) => [{ key, direction: 'asc' as const }]);
    for (const order of orders) {
      const page = { order, sort: 0, offset: 0, size: 1 };
      orderedPage(this.#source.table, this.#ranks, new Uint32Array(1), page);
    }
  }

  answer(request: SearchRequest, stopped?: () => boolean): SearchAnswer {
    this.#source.sync(stopped);
    const { table, seen } = this.#source;
    const rows = this.#find(request);
    const page = orderedPage(table, this.#ranks, rows, request);
    return {
      total: rows.length,
      applicationIds: Float64Array.from(page, (row) => table.ids[row] as number),
      seen,
    };
  }

  #find(request: SearchRequest): Uint32Array {
    const { table, certificateNumbers } = this.#source;
    let rows = this.#standingRows(request);
    for (const selected of request.selected) rows = keep(rows, selection(table, selected, request));
    if (request.keyword !== '') {
      const hits = new KeywordHits(table, certificateNumbers, request.keyword);
      rows = keep(rows, (row) => hits.has(row));
    }
    if (request.filter) {
      const passes = evaluateFilter(request.filter, table, rows);
      const kept = new Uint32Array(rows.length);
      let count = 0;
      for (let at = 0; at < rows.length; at += 1) {
        if (passes[at] === 1) kept[count++] = rows[at] as number;
      }
      rows = kept.subarray(0, count);
    }
    return rows;
  }

  #standingRows(request: SearchRequest): Uint32Array {
    const { table, seen } = this.#source;
    if (seen !== this.#standingSeen) this.#standing.clear();
    this.#standingSeen = seen;
    const key = `${request.stageTypeId} ${request.listType}`;
    const known = this.#standing.get(key);
    if (known) return known;
    const rows = standing(table, request);
    this.#standing.set(key, rows);
    return rows;
  }
}

/** Rows of a stage type, in progress or closed as asked for. */
function standing(table: SearchTable, { stageTypeId, listType }: SearchRequest): Uint32Array {
  const { size, alive } = table;
  const stages = table.byteColumn('stage_type_id');
  const states = table.byteColumn('list_state');
  const rows = new Uint32Array(size);
  let count = 0;
  for (let row = 0; row < size; row += 1) {
    if (stages[row] !== stageTypeId || alive[row] !== 1) continue;
    if (listType < 3 && states[row] !== listType) continue;
    rows[count++] = row;
  }
  return rows.slice(0, count);
}

/** The rows that pass. */
function keep(rows: Uint32Array, test: (row: number) => boolean): Uint32Array {
  const kept = new Uint32Array(rows.length);
  let count = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    if (test(row)) kept[count++] = row;
  }
  return kept.subarray(0, count);
}

function selection(
  table: SearchTable,
  { column, values }: Selected,
  { today }: SearchRequest,
): (row: number) => boolean {
  if (column === entryWindow) {
    const days = table.numberColumn('entry_date');
    const statuses = table.byteColumn('entry_status');
    return (row) =>
      values.includes(windowOf((days[row] as number) - today, statuses[row] as number));
  }
  const entries = table.bytes.get(column) ?? table.numberColumn(column);
  if (values.length === 1) {
    const [value] = values;
    return (row) => entries[row] === value;
  }
  return (row) => values.includes(entries[row] as number);
}

/** As `entryWindowExpression` has it. @param days from today; NaN without a date */
function windowOf(days: number, entryStatus: number): number {
  if (Number.isNaN(days)) return entryWindows.notSet;
  if (days < 0) return entryStatus === 1 ? entryWindows.overdue : entryWindows.other;
  if (days === 0) return entryWindows.today;
  if (days <= 7) return entryWindows.week;
  return days <= 30 ? entryWindows.month : entryWindows.other;
}
