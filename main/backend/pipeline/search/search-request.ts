import type { ListOrder } from '../../../../shared/api/list-filter.ts';
import type { FilterOperatorName } from '../../../../shared/catalogue/filter-operators.ts';

/** The texts a filter looks into, by the row's own or by those it shares. */
export type TextColumn = 'name' | 'phone' | 'email' | 'position' | 'stage' | 'step';

/** A condition with its days and options resolved to what the columns hold. */
export type Condition =
  | { kind: 'group'; op: 'and' | 'or'; items: readonly Condition[] }
  | { kind: 'codes'; column: string; codes: readonly number[]; negated: boolean }
  /** From the first on, before the second; no value is in no range. */
  | { kind: 'range'; column: string; from: number; to: number }
  | { kind: 'present'; column: string; present: boolean }
  | { kind: 'overdue'; column: string; now: number; overdue: boolean }
  | { kind: 'text'; column: TextColumn; operator: FilterOperatorName; value: string };

/** One of these values in a column of `applications`: a search key or the like. */
export interface Selected {
  column: string;
  values: readonly number[];
}

/** What is searched for: plain data, so that it travels to a worker. */
export interface SearchRequest {
  stageTypeId: number;
  /** 1, 2, or 3 for both. */
  listType: number;
  selected: readonly Selected[];
  keyword: string;
  filter: Condition | undefined;
  /** Rules instead of `sort` where it has a key. */
  order: ListOrder;
  sort: number;
  /** Days since 1970 in the workspace's time zone. */
  today: number;
  offset: number;
  size: number;
}

export interface SearchAnswer {
  total: number;
  /** The page's applications, in order. */
  applicationIds: Float64Array<ArrayBuffer>;
  /** The newest entry of the log of changes that the answer knows. */
  seen: number;
}

/**
 * What the search thread and its host tell each other at once, as places of an Int32Array that both
 * see: the host sets `stop`; the thread `opened` once it has a connection, `closed` once it has none,
 * and `percent` while it reads everything for the first time.
 */
export const threadFlag = { stop: 0, opened: 1, closed: 2, percent: 3 } as const;
