import {
  type FilterGroup,
  type FilterNode,
  isFilterGroup,
} from '../../../../shared/api/list-filter.ts';

/** Places of items from the outermost group on. */
export type FilterPath = readonly number[];

/** A filter without the node at a path; groups that it leaves empty go too. Undefined where nothing stays. */
export function withoutNode(filter: FilterGroup, path: FilterPath): FilterGroup | undefined {
  const [index, ...rest] = path;
  const items = filter.items.flatMap((item, at): FilterNode[] => {
    if (at !== index) return [item];
    if (rest.length === 0 || !isFilterGroup(item)) return [];
    return [withoutNode(item, rest)].filter((group) => group !== undefined);
  });
  return items.length === 0 ? undefined : { ...filter, items };
}

/** How many conditions a filter has. */
export function countLeaves(filter: FilterGroup | undefined): number {
  return (filter?.items ?? []).reduce(
    (count, item) => count + (isFilterGroup(item) ? countLeaves(item) : 1),
    0,
  );
}
