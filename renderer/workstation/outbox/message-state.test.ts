import { expect, it } from 'vitest';
import { messageStage } from '../../../shared/api/outbox.ts';
import { messageActions, messageTone } from './message-state.ts';

it('offers what the state allows', () => {
  expect(messageActions('queued')).toEqual(['retry', 'cancel']);
  expect(messageActions('failed')).toEqual(['retry']);
  expect(messageActions('cancelled')).toEqual(['retry']);
  expect(messageActions('sending')).toEqual([]);
  expect(messageActions('accepted')).toEqual([]);
});

it('has a colour for every stage', () => {
  expect(Object.keys(messageTone).sort()).toEqual([...messageStage.options].sort());
});
