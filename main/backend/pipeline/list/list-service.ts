import { performance } from 'node:perf_hooks';
import type { z } from 'zod';
import type {
  ApplicationRow,
  listApplications,
  searchState,
  stageCounts,
} from '../../../../shared/api/process.ts';
import { stageTypes } from '../../../../shared/catalogue/stages.ts';
import { CredoError } from '../../../../shared/errors.ts';
import type { Language } from '../../../../shared/language.ts';
import { findStageType } from '../../settings/settings-service.ts';
import { keywordMatches } from '../search/keyword-matches.ts';
import { keywordWords } from '../search/keyword-words.ts';
import type { ListSearch } from '../search/list-search.ts';
import { needsSearch, searchRequest } from '../search/needs-search.ts';
import type { Calendar } from '../search/resolve-filter.ts';
import type { ApplicationRows } from './application-rows.ts';
import type { EntryWindows } from './entry-windows.ts';
import { type ListPlan, type ListRequest, listPlan } from './list-plan.ts';
import type { ListStore, Page } from './list-store.ts';

type ListResults = z.output<(typeof listApplications)['results']>;

/** More applications than a workspace holds, as a limit that SQLite takes. */
const everything = 2 ** 31 - 1;

/** What the service stands on. */
export interface ListParts {
  store: ListStore;
  search: ListSearch;
  rows: ApplicationRows;
  windows: EntryWindows;
  /** Now and today in the workspace's time zone: what days of a filter are relative to. */
  calendar: () => Calendar;
}

/** The pipeline list: pages of applications with their totals. */
export class ListService {
  readonly #parts: ListParts;

  constructor(parts: ListParts) {
    this.#parts = parts;
  }

  /**
   * 职位简历数据列表.
   * @param signal drops a search whose caller is gone before its turn
   * @throws CredoError `stageTypeNotFound`
   */
  async list(
    request: ListRequest,
    language: Language = 'zh',
    signal?: AbortSignal,
  ): Promise<ListResults> {
    findStageType(request.stage_type_id);
    const started = performance.now();
    const { page, size, keyword } = request;
    const plan = listPlan(request);
    const found = await this.#find(request, plan, size, (page - 1) * size, signal);
    const foundAt = performance.now();
    const rows = this.#parts.rows.read(found.applicationIds, language);
    const dataList = keyword === '' ? rows : this.#withMatches(rows, keyword);
    const endedAt = performance.now();
    return {
      pagination: { page, size, total: found.total },
      with_es: false,
      queryLog: {
        index: needsSearch(request) ? 'memory' : plan.sort.index,
        filters: plan.selections.map(({ facet }) => facet.name),
        keyword: keyword !== '',
        buckets_read: found.bucketsRead,
        find_ms: rounded(foundAt - started),
        rows_ms: rounded(endedAt - foundAt),
        total_ms: rounded(endedAt - started),
      },
      esLog: null,
      dataList,
    };
  }

  /**
   * Every application of a view, in its order: what an export goes by.
   * @throws CredoError `stageTypeNotFound`
   */
  async everyId(view: Omit<ListRequest, 'size' | 'page'>): Promise<readonly number[]> {
    findStageType(view.stage_type_id);
    const request = { ...view, size: 1, page: 1 };
    return (await this.#find(request, listPlan(request), everything, 0)).applicationIds;
  }

  /**
   * Counters answer what they can tell; filter trees, orders by columns and keywords are searched, and
   * so are several search keys at once where that is quicker than reading every row that may match.
   */
  async #find(
    request: ListRequest,
    plan: ListPlan,
    size: number,
    offset: number,
    signal?: AbortSignal,
  ): Promise<Page> {
    const { store, search, windows, calendar } = this.#parts;
    const now = calendar();
    if (needsSearch(request) || (plan.selections.length > 1 && search.ready)) {
      const answer = await search.search(
        { ...searchRequest(request, plan, now), size, offset },
        signal,
      );
      return { total: answer.total, applicationIds: [...answer.applicationIds], bucketsRead: 0 };
    }
    await windows.bringTo(now.today);
    return store.page(plan, size, offset);
  }

  /** Whether searches are answered at once, and how much of what they look through was read in. */
  searchState(): z.output<(typeof searchState)['results']> {
    const { ready, percent } = this.#parts.search;
    return { ready, percent };
  }

  #withMatches(rows: ApplicationRow[], keyword: string): ApplicationRow[] {
    const words = keywordWords(keyword);
    const ids = rows.map(({ application_id }) => application_id);
    const numbers = this.#parts.rows.certificateNumbers(ids);
    return rows.map((row) => ({
      ...row,
      matches: keywordMatches(words, row, numbers.get(row.application_id) ?? []),
    }));
  }

  /** Rows of applications in the order given; those that are gone are left out. */
  read(applicationIds: readonly number[], language: Language): ApplicationRow[] {
    return this.#parts.rows.read(applicationIds, language);
  }

  /** One application as a row. @throws CredoError `applicationNotFound` */
  get(applicationId: number, language: Language = 'zh'): ApplicationRow {
    const row = this.#parts.rows.read([applicationId], language)[0];
    if (!row) throw new CredoError('applicationNotFound');
    return row;
  }

  /** Totals of the stage tabs, in pipeline order. */
  stageCounts(processId: number, listType: number): z.output<(typeof stageCounts)['results']> {
    const totals = this.#parts.store.stageTotals(processId, listType);
    return stageTypes.map(({ stageTypeId, key, label }) => ({
      stage_type_id: stageTypeId,
      key,
      label: label.zh,
      total: totals.get(stageTypeId) ?? 0,
    }));
  }
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
