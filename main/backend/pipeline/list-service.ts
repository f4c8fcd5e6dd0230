import { performance } from 'node:perf_hooks';
import type { z } from 'zod';
import type { ApplicationRow, listApplications, stageCounts } from '../../../shared/api/process.ts';
import { stageTypes } from '../../../shared/catalogue/stages.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import { findStageType } from '../settings/settings-service.ts';
import type { ApplicationRows } from './application-rows.ts';
import type { ListStore } from './list-store.ts';

type ListRequest = z.output<(typeof listApplications)['request']>;
type ListResults = z.output<(typeof listApplications)['results']>;

/** The pipeline list: pages of applications with their totals. */
export class ListService {
  readonly #store: ListStore;
  readonly #rows: ApplicationRows;
  readonly #today: () => string;

  /** @param today `YYYY-MM-DD` in the workspace's time zone; what `entryTime` is relative to */
  constructor(store: ListStore, rows: ApplicationRows, today: () => string) {
    this.#store = store;
    this.#rows = rows;
    this.#today = today;
  }

  /** 职位简历数据列表. @throws CredoError `stageTypeNotFound` */
  list(request: ListRequest, language: Language = 'zh'): ListResults {
    findStageType(request.stage_type_id);
    const started = performance.now();
    const { total, applicationIds } = this.#store.page(request, this.#today());
    const found = performance.now();
    const dataList = this.#rows.read(applicationIds, language);
    const ended = performance.now();
    return {
      pagination: { page: request.page, size: request.size, total },
      with_es: false,
      queryLog: {
        find_ms: round(found - started),
        rows_ms: round(ended - found),
        total_ms: round(ended - started),
      },
      esLog: null,
      dataList,
    };
  }

  /** One application as a row. @throws CredoError `applicationNotFound` */
  get(applicationId: number, language: Language = 'zh'): ApplicationRow {
    const row = this.#rows.read([applicationId], language)[0];
    if (!row) throw new CredoError('applicationNotFound');
    return row;
  }

  /** Totals of the stage tabs, in pipeline order. */
  stageCounts(processId: number, listType: number): z.output<(typeof stageCounts)['results']> {
    const totals = this.#store.stageTotals(processId, listType);
    return stageTypes.map(({ stageTypeId, key, label }) => ({
      stage_type_id: stageTypeId,
      key,
      label: label.zh,
      total: totals.get(stageTypeId) ?? 0,
    }));
  }
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
