import { expect, it } from 'vitest';
import { messageActions } from './message-state.ts';

it('offers what the state allows', () => {
  expect(messageActions('queued')).toEqual(['retry', 'cancel']);
  expect(messageActions('failed')).toEqual(['retry']);
  expect(messageActions('cancelled')).toEqual(['retry']);
  expect(messageActions('sending')).toEqual([]);
  expect(messageActions('accepted')).toEqual([]);
});
