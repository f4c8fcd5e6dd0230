import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestBackend, type TestBackend } from '../backend/test-backend.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

it.each([
  [
    'the next that is due',
    `state = 'queued' AND kind = 'mail' AND next_attempt_at <= 1 ORDER BY next_attempt_at, attempts, message_id LIMIT 1`,
    'outbox_due',
  ],
  ['a list by state', `state = 'failed' ORDER BY message_id DESC LIMIT 20`, 'outbox_by_state'],
  [
    'a list by application',
    'application_id = 1 ORDER BY message_id DESC LIMIT 20',
    'outbox_by_application',
  ],
  [
    'a list by certificate',
    'certificate_id = 1 ORDER BY message_id DESC LIMIT 20',
    'outbox_by_certificate',
  ],
])('finds %s through its index, whatever the outbox holds', (_, condition, index) => {
  const plan = backend.database
    .prepare<[], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT message_id, subject FROM outbox WHERE ${condition}`,
    )
    .all()
    .map(({ detail }) => detail);
  expect(plan[0]).toContain(`USING INDEX ${index} (`);
  // Only the order among messages that are due at the same moment may need a sort.
  expect(plan.filter((detail) => detail === 'USE TEMP B-TREE FOR ORDER BY')).toEqual([]);
});
