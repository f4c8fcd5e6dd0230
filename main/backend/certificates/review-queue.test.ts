import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestBackend, type TestBackend } from '../test-backend.ts';
import { queuePageSql } from './review-queue-store.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

/** What SQLite does for a page of the queue. */
function plan(ofOneKind: boolean): string[] {
  return backend.database
    .prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${queuePageSql(ofOneKind)}`)
    .all({ review_status: 0, size: 50, offset: 0, ...(ofOneKind && { kind: 'degree' }) })
    .map(({ detail }) => detail);
}

it.each([
  [false, 'certificates_by_review (review_status=?)'],
  [true, 'certificates_by_kind_and_review (kind=? AND review_status=?)'],
])('walks an index in the order of submission (one kind: %s)', (ofOneKind, index) => {
  const steps = plan(ofOneKind);
  expect(steps.join('\n')).toContain(`SEARCH certificates USING COVERING INDEX ${index}`);
  // Only the page itself is read by a scan; sorting it again is a page's work.
  const inner = steps.slice(0, steps.indexOf('SCAN q'));
  expect(inner.filter((step) => /TEMP B-TREE/.test(step))).toEqual([]);
  expect(steps.filter((step) => /^SCAN (?!q\b)/.test(step))).toEqual([]);
});
