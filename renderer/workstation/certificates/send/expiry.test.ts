import { expect, it } from 'vitest';
import { expiryFields, isExpiryValid } from './expiry.ts';

it('sends days or a day, and nothing for the workspace’s own', () => {
  expect(expiryFields({ type: 'default' })).toEqual({});
  expect(expiryFields({ type: 'days', days: 7 })).toEqual({ expires_days: 7 });
  expect(expiryFields({ type: 'on', date: '2026-03-20' })).toEqual({ expires_on: '2026-03-20' });
  expect(expiryFields({ type: 'on', date: '' })).toEqual({});
});

it('takes a day from today on', () => {
  expect(isExpiryValid({ type: 'on', date: '2026-03-20' }, '2026-03-20')).toBe(true);
  expect(isExpiryValid({ type: 'on', date: '2026-03-19' }, '2026-03-20')).toBe(false);
  expect(isExpiryValid({ type: 'on', date: '' }, '2026-03-20')).toBe(false);
  expect(isExpiryValid({ type: 'default' }, '2026-03-20')).toBe(true);
});
