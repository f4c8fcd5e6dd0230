import type { RequestOf } from '../../../shared/api/endpoint.ts';
import { type listApplications, listSort, listType } from '../../../shared/api/process.ts';
import { type SearchKeyName, searchKeys } from '../../../shared/catalogue/search-keys.ts';
import { stageTypes } from '../../../shared/catalogue/stages.ts';

/** Values of the search keys that filter now; 0 (all) is left out. */
export type Filters = Partial<Record<SearchKeyName, number>>;

/** What the pipeline shows: everything that decides which rows. Kept in the URL. */
export interface PipelineView {
  stageTypeId: number;
  listType: number;
  keyword: string;
  /** 0 is every position. */
  positionId: number;
  sort: number;
  filters: Filters;
  page: number;
  size: number;
}

export const pageSizes = [20, 50, 100, 200] as const;

/** Certificates are asked for in the offer stage, so that is where a recruiter starts. */
const firstStageTypeId =
  stageTypes.find(({ key }) => key === 'offer')?.stageTypeId ?? stageTypes[0]?.stageTypeId ?? 0;

export const defaultView: PipelineView = {
  stageTypeId: firstStageTypeId,
  listType: listType.inProgress,
  keyword: '',
  positionId: 0,
  sort: listSort.newestChange,
  filters: {},
  page: 1,
  size: pageSizes[1],
};

/** The request of `process/list` for a view. */
export function listRequest(view: PipelineView): RequestOf<typeof listApplications> {
  return {
    ...view.filters,
    stage_type_id: view.stageTypeId,
    position_id: view.positionId,
    keyword: view.keyword,
    list_type: view.listType,
    sort: view.sort,
    size: view.size,
    page: view.page,
  };
}

/** Whether anything but the stage and the list type narrows the list. */
export function isNarrowed(view: PipelineView): boolean {
  return view.keyword !== '' || view.positionId !== 0 || Object.keys(view.filters).length > 0;
}

/** Reads a view from a URL's query; what is missing or makes no sense becomes the default. */
export function parseView(search: string): PipelineView {
  const parameters = new URLSearchParams(search);
  const number = (name: string, allowed: (value: number) => boolean, fallback: number) => {
    const value = Number(parameters.get(name) ?? Number.NaN);
    return Number.isSafeInteger(value) && allowed(value) ? value : fallback;
  };
  const filters: Filters = {};
  for (const { key } of searchKeys) {
    const value = number(key, (candidate) => candidate > 0 && candidate < 100, 0);
    if (value !== 0) filters[key] = value;
  }
  return {
    stageTypeId: number(
      'stage',
      (value) => stageTypes.some(({ stageTypeId }) => stageTypeId === value),
      defaultView.stageTypeId,
    ),
    listType: number('list', isOneOf(Object.values(listType)), defaultView.listType),
    keyword: (parameters.get('q') ?? '').slice(0, 100),
    positionId: number('position', (value) => value > 0, 0),
    sort: number('sort', isOneOf(Object.values(listSort)), defaultView.sort),
    filters,
    page: number('page', (value) => value >= 1, 1),
    size: number('size', isOneOf(pageSizes), defaultView.size),
  };
}

/** The parameters of the URL that say a view; defaults are left out. */
export function viewParameters(view: PipelineView): Record<string, string | undefined> {
  const unless = (value: number, usual: number) => (value === usual ? undefined : String(value));
  return {
    stage: unless(view.stageTypeId, defaultView.stageTypeId),
    list: unless(view.listType, defaultView.listType),
    q: view.keyword || undefined,
    position: unless(view.positionId, 0),
    sort: unless(view.sort, defaultView.sort),
    page: unless(view.page, 1),
    size: unless(view.size, defaultView.size),
    ...Object.fromEntries(searchKeys.map(({ key }) => [key, view.filters[key]?.toString()])),
  };
}

function isOneOf(values: readonly number[]): (value: number) => boolean {
  return (value) => values.includes(value);
}
