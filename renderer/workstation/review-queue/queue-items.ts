import type { InfiniteData } from '@tanstack/react-query';
import type { ResultsOf } from '../../../shared/api/endpoint.ts';
import type { QueueItem, reviewQueue } from '../../../shared/api/review-queue.ts';

export type QueuePages = InfiniteData<ResultsOf<typeof reviewQueue>>;

/** Which item is looked at, and where in the list it was: its neighbour follows when it leaves. */
export interface Place {
  certificateId: number;
  index: number;
}

/** The order of the queue: the oldest submission first. Times of one form compare as text. */
function compare(one: QueueItem, other: QueueItem): number {
  return (
    one.submitted_at.localeCompare(other.submitted_at) || one.certificate_id - other.certificate_id
  );
}

/** The items of all pages in order, each once: what moves up while pages are read comes twice. */
export function itemsOf(pages: QueuePages | undefined): QueueItem[] {
  const items = new Map<number, QueueItem>();
  for (const { dataList } of pages?.pages ?? []) {
    for (const item of dataList) items.set(item.certificate_id, item);
  }
  return [...items.values()];
}

/**
 * Where to look in a list that may have changed: the same item wherever it is now, else what took its
 * place, else the last. −1 in an empty list.
 */
export function placeIn(items: readonly QueueItem[], place: Place | undefined): number {
  if (!place) return items.length > 0 ? 0 : -1;
  const same = items.findIndex(({ certificate_id }) => certificate_id === place.certificateId);
  return same >= 0 ? same : Math.min(place.index, items.length - 1);
}

/** The pages without an item, the total one less; the same where it is not there. */
export function withoutItem(pages: QueuePages, certificateId: number): QueuePages {
  const isIt = ({ certificate_id }: QueueItem) => certificate_id === certificateId;
  if (!pages.pages.some(({ dataList }) => dataList.some(isIt))) return pages;
  return {
    ...pages,
    pages: pages.pages.map((page) => ({
      ...page,
      pagination: { ...page.pagination, total: page.pagination.total - 1 },
      dataList: page.dataList.filter((item) => !isIt(item)),
    })),
  };
}

/** The pages with an item that came back, in its order; the same where it is there. */
export function withItem(pages: QueuePages, item: QueueItem): QueuePages {
  const known = itemsOf(pages).some(({ certificate_id }) => certificate_id === item.certificate_id);
  if (known || pages.pages.length === 0) return pages;
  const ahead = pages.pages.findIndex(({ dataList }) =>
    dataList.some((other) => compare(item, other) < 0),
  );
  const target = ahead >= 0 ? ahead : pages.pages.length - 1;
  return {
    ...pages,
    pages: pages.pages.map((page, index) => ({
      ...page,
      pagination: { ...page.pagination, total: page.pagination.total + 1 },
      dataList: index === target ? [...page.dataList, item].sort(compare) : page.dataList,
    })),
  };
}
