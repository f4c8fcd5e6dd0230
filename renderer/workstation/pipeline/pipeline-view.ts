import type { RequestOf } from '../../../shared/api/endpoint.ts';
import { type FilterGroup, filterGroup, orderKeyLimit } from '../../../shared/api/list-filter.ts';
import { type listApplications, listSort, listType } from '../../../shared/api/process.ts';
import { filterField } from '../../../shared/catalogue/filter-fields.ts';
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
  /** 0 is the default process. */
  processId: number;
  /** The rule of the order where `order` is empty. */
  sort: number;
  /** Up to three columns to sort by, the strongest first. */
  order: readonly OrderEntry[];
  filters: Filters;
  /** The tree of conditions from the filter builder. */
  filter: FilterGroup | undefined;
  /** The saved view that this one started from; 0 is none. */
  savedViewId: number;
}

/** A key of the list's order with its direction. */
export interface OrderEntry {
  readonly key: string;
  readonly direction: 'asc' | 'desc';
}

/** Rows that are fetched at a time; the grid fetches the blocks that are on screen. */
export const blockSize = 100;

/** Certificates are asked for in the offer stage, so that is where a recruiter starts. */
const firstStageTypeId =
  stageTypes.find(({ key }) => key === 'offer')?.stageTypeId ?? stageTypes[0]?.stageTypeId ?? 0;

export const defaultView: PipelineView = {
  stageTypeId: firstStageTypeId,
  listType: listType.inProgress,
  keyword: '',
  positionId: 0,
  processId: 0,
  sort: listSort.newestChange,
  order: [],
  filters: {},
  filter: undefined,
  savedViewId: 0,
};

type ListRequest = RequestOf<typeof listApplications>;
/** A request of `process/list` without its page: what a view shows, all of it. */
export type ViewRequest = Omit<ListRequest, 'page' | 'size'>;

/** What a view shows, as `process/list`, an export and a selection say it. */
export function viewRequest(view: PipelineView): ViewRequest {
  return {
    ...view.filters,
    stage_type_id: view.stageTypeId,
    process_id: view.processId,
    position_id: view.positionId,
    keyword: view.keyword,
    list_type: view.listType,
    sort: view.sort,
    ...(view.order.length > 0 && { order: [...view.order] }),
    ...(view.filter && { filter: view.filter }),
  };
}

/** The request of `process/list` for a block of a view's rows, counted from 0. */
export function blockRequest(view: PipelineView, block: number): ListRequest {
  return { ...viewRequest(view), size: blockSize, page: block + 1 };
}

/** Whether the workstation searches all it has read in for a view, as `process/list` does. */
export function isSearched({ keyword, order, filter }: PipelineView): boolean {
  return keyword !== '' || order.length > 0 || (filter?.items.length ?? 0) > 0;
}

/** Whether anything but the stage and the list type narrows the list. */
export function isNarrowed(view: PipelineView): boolean {
  return (
    view.keyword !== '' ||
    view.positionId !== 0 ||
    Object.keys(view.filters).length > 0 ||
    (view.filter?.items.length ?? 0) > 0
  );
}

/** The order of a view as columns' keys and directions, where it is one of the rules too. */
export function shownOrder({
  order,
  sort,
}: Pick<PipelineView, 'order' | 'sort'>): readonly OrderEntry[] {
  return order.length > 0 ? order : (ruleOrders[sort] ?? []);
}

/** What the rules of `sort` order by. */
const ruleOrders: Readonly<Record<number, readonly OrderEntry[]>> = {
  [listSort.newestChange]: [{ key: 'updated_at', direction: 'desc' }],
  [listSort.newestApplication]: [{ key: 'applied_at', direction: 'desc' }],
  [listSort.name]: [{ key: 'resume_name', direction: 'asc' }],
};

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
    processId: number('process', (value) => value > 0, 0),
    sort: number('sort', isOneOf(Object.values(listSort)), defaultView.sort),
    order: parseOrder(parameters.get('order') ?? ''),
    filters,
    filter: parseFilter(parameters.get('filter')),
    savedViewId: number('saved', (value) => value > 0, 0),
  };
}

/** A filter tree as JSON, judged as the endpoint judges it; undefined where it would be refused. */
function parseFilter(text: string | null): FilterGroup | undefined {
  if (!text) return undefined;
  try {
    return filterGroup.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** `resume_name.asc,applied_at.desc`, as the URL says an order; what makes no sense is left out. */
function parseOrder(text: string): OrderEntry[] {
  const order: OrderEntry[] = [];
  for (const entry of text.split(',')) {
    const [key, direction] = entry.split('.');
    if (!key || (direction !== 'asc' && direction !== 'desc')) continue;
    if (!filterField(key) || order.some((other) => other.key === key)) continue;
    order.push({ key, direction });
  }
  return order.slice(0, orderKeyLimit);
}

function orderText(order: readonly OrderEntry[]): string {
  return order.map(({ key, direction }) => `${key}.${direction}`).join(',');
}

/** The parameters of the URL that say a view; defaults are left out. */
export function viewParameters(view: PipelineView): Record<string, string | undefined> {
  const unless = (value: number, usual: number) => (value === usual ? undefined : String(value));
  return {
    stage: unless(view.stageTypeId, defaultView.stageTypeId),
    list: unless(view.listType, defaultView.listType),
    q: view.keyword || undefined,
    position: unless(view.positionId, 0),
    process: unless(view.processId, 0),
    sort: unless(view.sort, defaultView.sort),
    order: orderText(view.order) || undefined,
    filter: view.filter && JSON.stringify(view.filter),
    saved: unless(view.savedViewId, 0),
    ...Object.fromEntries(searchKeys.map(({ key }) => [key, view.filters[key]?.toString()])),
  };
}

function isOneOf(values: readonly number[]): (value: number) => boolean {
  return (value) => values.includes(value);
}
