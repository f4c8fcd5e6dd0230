import type { ListPlan, ListRequest } from '../list/list-plan.ts';
import { type Calendar, resolveFilter } from './resolve-filter.ts';
import type { SearchRequest } from './search-request.ts';
import { dayOf } from './search-source.ts';

/** Whether a request of the list asks for more than its counters can tell. */
export function needsSearch({ keyword, filter, order }: ListRequest): boolean {
  return keyword !== '' || order.length > 0 || (filter?.items.length ?? 0) > 0;
}

/** A request of the list as the search takes it, but for its page. */
export function searchRequest(
  { keyword, filter, order, sort }: ListRequest,
  { stageTypeId, listType, selections }: ListPlan,
  calendar: Calendar,
): Omit<SearchRequest, 'size' | 'offset'> {
  return {
    stageTypeId,
    listType,
    selected: selections.map(({ facet, values }) => ({ column: facet.column, values })),
    keyword,
    filter: filter && resolveFilter(filter, calendar),
    order,
    sort,
    today: dayOf(calendar.today),
  };
}
