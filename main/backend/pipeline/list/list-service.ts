import { performance } from 'node:perf_hooks';
import type { z } from 'zod';
import type {
  ApplicationRow,
  listApplications,
  stageCounts,
} from '../../../../shared/api/process.ts';
import { stageTypes } from '../../../../shared/catalogue/stages.ts';
import { CredoError } from '../../../../shared/errors.ts';
import type { Language } from '../../../../shared/language.ts';
import { findStageType } from '../../settings/settings-service.ts';
import type { ApplicationRows } from './application-rows.ts';
import type { EntryWindows } from './entry-windows.ts';
import type { KeywordSearch } from './keyword-search.ts';
import { type ListRequest, listPlan } from './list-plan.ts';
import type { ListStore } from './list-store.ts';

type ListResults = z.output<(typeof listApplications)['results']>;

/** More applications than a workspace holds, as a limit that SQLite takes. */
const everything = 2 ** 31 - 1;

/** What the service stands on. */
export interface ListParts {
  store: ListStore;
  keywords: KeywordSearch;
  rows: ApplicationRows;
  windows: EntryWindows;
  /** `YYYY-MM-DD` in the workspace's time zone; what `entryTime` is relative to. */
  today: () => string;
}

/** The pipeline list: pages of applications with their totals. */
export class ListService {
  readonly #parts: ListParts;

  constructor(parts: ListParts) {
    this.#parts = parts;
  }

  /** 职位简历数据列表. @throws CredoError `stageTypeNotFound` */
  async list(request: ListRequest, language: Language = 'zh'): Promise<ListResults> {
    findStageType(request.stage_type_id);
    const { store, keywords, rows, windows, today } = this.#parts;
    const started = performance.now();
    await windows.bringTo(today());
    const plan = listPlan(request);
    const { page, size, keyword } = request;
    const offset = (page - 1) * size;
    const found =
      keyword === ''
        ? await store.page(plan, size, offset)
        : await keywords.page(plan, keyword, size, offset);
    const foundAt = performance.now();
    const dataList = rows.read(found.applicationIds, language);
    const endedAt = performance.now();
    return {
      pagination: { page, size, total: found.total },
      with_es: false,
      queryLog: {
        index: plan.sort.index,
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
    const { store, keywords, windows, today } = this.#parts;
    await windows.bringTo(today());
    const plan = listPlan({ ...view, size: 1, page: 1 });
    const found =
      view.keyword === ''
        ? await store.page(plan, everything, 0)
        : await keywords.page(plan, view.keyword, everything, 0);
    return found.applicationIds;
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
