import type { Statement } from 'better-sqlite3';
import type { Database } from '../../../database/database.ts';
import { BucketCounts, type Counted } from './bucket-counts.ts';
import { DataVersion } from './data-version.ts';
import { rangeCondition, rangeParameters } from './list-facets.ts';
import { type ListPlan, planConditions } from './list-plan.ts';
import { TimeSlices } from './time-slices.ts';

/** What a page shows, and how it was found. */
export interface Page {
  total: number;
  applicationIds: number[];
  /** Buckets whose rows were read. */
  bucketsRead: number;
}

type Range = ReturnType<Counted['range']>;

/** Filters differ in their numbers only, so a recruiter's own come back again and again. */
const keptStatements = 200;

/** Times a search over many slices is begun again because rows changed meanwhile. */
const restarts = 3;

/** Finds the applications of a page by counters and covering indexes. */
export class ListStore {
  readonly #database: Database;
  readonly #counts: BucketCounts;
  readonly #version;
  readonly #statements = new Map<string, Statement<[object], number>>();

  constructor(database: Database) {
    this.#database = database;
    this.#counts = new BucketCounts(database);
    this.#version = new DataVersion(database);
  }

  /** A page with its total. Rows that change while it is searched for make it search anew. */
  async page(plan: ListPlan, size: number, offset: number): Promise<Page> {
    for (let attempt = 0; ; attempt += 1) {
      const before = this.#version.current();
      const page = await this.#search(plan, size, offset);
      if (attempt === restarts || this.#version.current() === before) return page;
    }
  }

  /** Applications by stage type. */
  stageTotals(processId: number, listType: number): Map<number, number> {
    return this.#counts.stageTotals(processId, listType);
  }

  async #search(plan: ListPlan, size: number, offset: number): Promise<Page> {
    const counted = this.#counts.read(plan);
    return counted.total === undefined
      ? this.#searchAll(plan, counted, size, offset)
      : this.#searchCounted(plan, counted, size, offset);
  }

  /** The counters say how many of each bucket match, so whole buckets are skipped. */
  async #searchCounted(
    plan: ListPlan,
    counted: Counted,
    size: number,
    offset: number,
  ): Promise<Page> {
    const slices = new TimeSlices();
    const applicationIds: number[] = [];
    let skip = offset;
    let bucketsRead = 0;
    for (const bucket of counted.buckets) {
      if (applicationIds.length === size) break;
      const count = counted.counts.get(bucket) ?? 0;
      if (skip >= count) {
        skip -= count;
        continue;
      }
      const range = counted.range(bucket);
      applicationIds.push(...this.#read(plan, range, size - applicationIds.length, skip));
      skip = 0;
      bucketsRead += 1;
      if (slices.over) await slices.pause();
    }
    return { total: counted.total ?? 0, applicationIds, bucketsRead };
  }

  /** Several filters: every bucket that can match is read to its end, for the total. */
  async #searchAll(
    plan: ListPlan,
    { buckets, range }: Counted,
    size: number,
    offset: number,
  ): Promise<Page> {
    const slices = new TimeSlices();
    const applicationIds: number[] = [];
    let total = 0;
    for (const bucket of buckets) {
      const ids = this.#read(plan, range(bucket), -1, 0);
      const from = Math.max(0, offset - total);
      if (from < ids.length && applicationIds.length < size) {
        applicationIds.push(...ids.slice(from, from + size - applicationIds.length));
      }
      total += ids.length;
      if (slices.over) await slices.pause();
    }
    return { total, applicationIds, bucketsRead: buckets.length };
  }

  #read(plan: ListPlan, { lower, upper }: Range, limit: number, offset: number): number[] {
    const bounds = rangeParameters(lower, upper);
    return this.#statement(plan).all({ stage: plan.stageTypeId, ...bounds, limit, offset });
  }

  #statement(plan: ListPlan): Statement<[object], number> {
    const sql = pageStatement(plan);
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare<[object], number>(sql).pluck();
      if (this.#statements.size === keptStatements) this.#statements.clear();
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** The statement that reads the matching rows of one bucket; exported for the test of its plan. */
export function pageStatement(plan: ListPlan): string {
  const { column, direction, index } = plan.sort;
  return `SELECT application_id FROM applications INDEXED BY ${index}
    WHERE stage_type_id = @stage AND ${rangeCondition(plan.sort)}
    ${planConditions(plan)}
    ORDER BY ${column} ${direction}, applied_sequence ${direction} LIMIT @limit OFFSET @offset`;
}
