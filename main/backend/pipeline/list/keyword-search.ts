import Sqlite from 'better-sqlite3';
import type { Database } from '../../../database/database.ts';
import { DataVersion } from './data-version.ts';
import { type KeywordQuery, keywordQuery } from './keyword-query.ts';
import { facets } from './list-facets.ts';
import { type ListPlan, planConditions } from './list-plan.ts';
import type { ListStore, Page } from './list-store.ts';
import { TimeSlices } from './time-slices.ts';

/** Hits up to this many are sorted by themselves; more are met by walking along the order. */
const sortedHits = 2_000;
/** Keywords whose hits are kept while nothing changes, so that paging searches once. */
const keptSearches = 4;
interface Hits {
  ids: Set<number>;
  /** Of the data they were found in. */
  version: string;
}

/** Finds applications by a keyword, in slices, together with every other filter of the list. */
export class KeywordSearch {
  readonly #database: Database;
  readonly #list: ListStore;
  readonly #version;
  readonly #positions;
  readonly #kept = new Map<string, Hits>();

  constructor(database: Database, list: ListStore) {
    this.#database = database;
    this.#list = list;
    this.#version = new DataVersion(database);
    this.#positions = database
      .prepare<[], [number, string]>('SELECT tob_position_id, name FROM positions')
      .raw();
  }

  /** A page of what the keyword finds among what the plan's filters pass, with its total. */
  async page(plan: ListPlan, keyword: string, size: number, offset: number): Promise<Page> {
    const hits = await this.#hits(plan, keyword);
    const total = hits.size;
    if (offset >= total) return { total, applicationIds: [], bucketsRead: 0 };
    if (total <= sortedHits) {
      const applicationIds = this.#sorted(plan, hits).slice(offset, offset + size);
      return { total, applicationIds, bucketsRead: 0 };
    }
    return { total, ...(await this.#list.walk(plan, hits, size, offset)) };
  }

  async #hits(plan: ListPlan, keyword: string): Promise<ReadonlySet<number>> {
    const key = JSON.stringify([plan.stageTypeId, planConditions(plan), keyword]);
    const kept = this.#kept.get(key);
    if (kept && kept.version === this.#version.current()) return kept.ids;
    const version = this.#version.current();
    const ids = await this.#search(plan, keywordQuery(keyword));
    this.#kept.delete(key);
    this.#kept.set(key, { ids, version });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= keptSearches) break;
      this.#kept.delete(oldest);
    }
    return ids;
  }

  /**
   * A word may be found in the person or in the position. The positions that some words are found in
   * need only the other words in the person.
   */
  async #search(plan: ListPlan, query: KeywordQuery): Promise<Set<number>> {
    const ids = new Set<number>();
    const all = query.words.map((_word, number) => number);
    if (all.length === 0) return ids;
    await this.#searchPersons(plan, query, all, undefined, ids);
    for (const [rest, positions] of this.#positionsByRest(query)) {
      const numbers = all.filter((number) => !rest.has(number));
      if (numbers.length > 0) await this.#searchPersons(plan, query, numbers, positions, ids);
      else await this.#list.collect(withPositions(plan, positions), ids);
    }
    return ids;
  }

  /** Positions by the words found in their names. */
  #positionsByRest(query: KeywordQuery): Map<ReadonlySet<number>, number[]> {
    const groups = new Map<string, { found: ReadonlySet<number>; positions: number[] }>();
    for (const [position, name] of this.#positions.all()) {
      const text = name.normalize('NFKC').toLowerCase();
      const found = query.words.flatMap((word, number) => (text.includes(word) ? [number] : []));
      if (found.length === 0) continue;
      const key = found.join();
      const group = groups.get(key);
      if (group) group.positions.push(position);
      else groups.set(key, { found: new Set(found), positions: [position] });
    }
    return new Map([...groups.values()].map(({ found, positions }) => [found, positions]));
  }

  async #searchPersons(
    plan: ListPlan,
    query: KeywordQuery,
    wordNumbers: readonly number[],
    positions: readonly number[] | undefined,
    into: Set<number>,
  ): Promise<void> {
    const scope = positions ? withPositions(plan, positions) : plan;
    const search = openSearch(this.#database, searchStatement(scope, query.needsCheck), {
      expression: query.expression(wordNumbers),
      stage: plan.stageTypeId,
    });
    const slices = new TimeSlices();
    try {
      for (const [id, passes, name_sort, name, phone, email] of search.rows) {
        const person = { name_sort, name, phone, email };
        if (passes === 1 && (!query.needsCheck || query.matches(person, wordNumbers))) into.add(id);
        if (slices.over) await slices.pause();
      }
    } finally {
      search.close();
    }
  }

  #sorted({ sort }: ListPlan, ids: ReadonlySet<number>): number[] {
    return this.#database
      .prepare<[string], number>(
        `SELECT application_id FROM json_each(?) AS hit
         CROSS JOIN applications ON application_id = hit.value
         ORDER BY ${sort.column} ${sort.direction}, applied_sequence ${sort.direction}`,
      )
      .pluck()
      .all(JSON.stringify([...ids]));
  }
}

function withPositions(plan: ListPlan, positions: readonly number[]): ListPlan {
  const facet = facets.find(({ name }) => name === 'position_id');
  if (!facet) throw new Error('the list has no filter by position');
  const own = plan.selections.find((selection) => selection.facet === facet);
  const values = own ? positions.filter((position) => own.values.includes(position)) : positions;
  const others = plan.selections.filter((selection) => selection !== own);
  return { ...plan, selections: [...others, { facet, values }] };
}

/** A hit: its id, whether it passes the filters (1), and the person where the query needs one. */
type Hit = [
  id: number,
  passes: number,
  name_sort: string,
  name: string,
  phone: string,
  email: string,
];

/**
 * Runs a search whose rows are fetched slice by slice. It has a connection of its own: a statement
 * left open between slices would keep everybody from writing. A database in memory has one connection
 * only, so there all rows are fetched at once.
 */
function openSearch(
  database: Database,
  sql: string,
  parameters: object,
): { rows: Iterable<Hit>; close(): void } {
  if (database.memory) {
    const rows = database.prepare<[object], Hit>(sql).raw().all(parameters);
    return { rows, close() {} };
  }
  const reader = new Sqlite(database.name, { readonly: true });
  reader.pragma('mmap_size = 1073741824');
  const rows = reader.prepare<[object], Hit>(sql).raw().iterate(parameters);
  return {
    rows,
    close() {
      rows.return?.();
      reader.close();
    },
  };
}

/**
 * The statement that finds persons; every hit is a row, so that the search can pause at each.
 * Exported for the test of its plan.
 */
export function searchStatement(plan: ListPlan, withPerson: boolean): string {
  const passes = `a.stage_type_id = @stage ${planConditions(plan, 'a')}`;
  return `SELECT a.application_id, ${passes}${withPerson ? ', a.name_sort, c.name, c.phone, c.email' : ''}
    FROM application_search
    CROSS JOIN applications a ON a.application_id = application_search.rowid
    ${withPerson ? `LEFT JOIN candidates c ON c.tob_resume_id = a.tob_resume_id AND ${passes}` : ''}
    WHERE application_search MATCH @expression`;
}
