import { expect, it } from 'vitest';
import type { Message } from '../../../shared/api/outbox.ts';
import { isBackingOff, messageActions } from './message-state.ts';

const message: Message = {
  message_id: 1,
  kind: 'mail',
  certificate_id: 3,
  application_id: 7,
  recipient: 'song@example.com',
  subject: '学历证明',
  state: 'queued',
  attempts: 0,
  last_error: null,
  next_attempt_at: '2026-03-02 09:00:00',
  created_at: '2026-03-02 09:00:00',
  updated_at: '2026-03-02 09:00:00',
  stage: 'queued',
  accepted_at: null,
  bounced_at: null,
  bounce_kind: null,
  opened_at: null,
  submitted_at: null,
  reminder: false,
  waits_for: null,
};

it('offers what the state allows', () => {
  expect(messageActions('queued')).toEqual(['retry', 'cancel']);
  expect(messageActions('failed')).toEqual(['retry']);
  expect(messageActions('cancelled')).toEqual(['retry']);
  expect(messageActions('sending')).toEqual([]);
  expect(messageActions('accepted')).toEqual([]);
});

it('speaks of a next attempt only after one has not succeeded', () => {
  expect(isBackingOff(message)).toBe(false);
  expect(isBackingOff({ ...message, attempts: 2 })).toBe(true);
  expect(isBackingOff({ ...message, attempts: 2, state: 'failed' })).toBe(false);
});
