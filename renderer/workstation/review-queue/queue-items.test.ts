import { expect, it } from 'vitest';
import type { QueueItem } from '../../../shared/api/review-queue.ts';
import { itemsOf, placeIn, type QueuePages, withItem, withoutItem } from './queue-items.ts';

const item = (certificate_id: number): QueueItem => ({
  certificate_id,
  kind: 'degree',
  application_id: certificate_id,
  tob_resume_id: String(certificate_id),
  tob_position_id: 1,
  resume_name: '宋海洋',
  position_name: '会计',
  status: 2,
  review_status: 0,
  reopened: false,
  attachment_count: 1,
  disputed: false,
  submitted_at: `2026-03-02 09:00:${String(certificate_id).padStart(2, '0')}`,
});
const pages = (...lists: number[][]): QueuePages => ({
  pageParams: lists.map((_list, index) => index + 1),
  pages: lists.map((ids, index) => ({
    pagination: { page: index + 1, size: 2, total: lists.flat().length },
    counts: [],
    disputed: [],
    dataList: ids.map(item),
  })),
});
const ids = (data: QueuePages) => itemsOf(data).map(({ certificate_id }) => certificate_id);

it('shows an item once where it moved up between two pages', () => {
  expect(ids(pages([1, 2], [2, 3]))).toEqual([1, 2, 3]);
});

it('keeps the place: the item itself, else what followed it, else the last', () => {
  const list = [1, 3, 4].map(item);
  expect(placeIn(list, undefined)).toBe(0);
  expect(placeIn(list, { certificateId: 4, index: 0 })).toBe(2);
  expect(placeIn(list, { certificateId: 2, index: 1 })).toBe(1);
  expect(placeIn(list, { certificateId: 5, index: 3 })).toBe(2);
  expect(placeIn([], { certificateId: 5, index: 3 })).toBe(-1);
});

it('takes an item out and puts it back where it was', () => {
  const before = pages([1, 2], [3, 5]);
  const without = withoutItem(before, 2);
  expect(ids(without)).toEqual([1, 3, 5]);
  expect(without.pages[1]?.pagination.total).toBe(3);
  expect(withoutItem(before, 9)).toBe(before);

  const after = withItem(without, item(2));
  expect(ids(after)).toEqual([1, 2, 3, 5]);
  expect(after.pages[0]?.pagination.total).toBe(4);
  expect(ids(withItem(before, item(8)))).toEqual([1, 2, 3, 5, 8]);
  expect(withItem(before, item(3))).toBe(before);
});
