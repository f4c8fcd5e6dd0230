import { expect, it } from 'vitest';
import { deliveryReasons, describeLastError, storedReason } from './delivery-reasons.ts';

it('gives a server’s words as they came', () => {
  expect(describeLastError('550 5.1.1 no such user', 'zh')).toBe('550 5.1.1 no such user');
  expect(describeLastError(null, 'zh')).toBeNull();
  expect(describeLastError('credo:nothing x', 'en')).toBe('credo:nothing x');
});

it('gives Credo’s reasons in the language asked for, with the words behind them', () => {
  expect(describeLastError(storedReason('smsNotConfigured'), 'en')).toBe(
    'SMS gateway not configured',
  );
  const stored = storedReason('unreachable', 'connect ECONNREFUSED\n127.0.0.1:25');
  expect(describeLastError(stored, 'zh')).toBe(
    `${deliveryReasons.unreachable.zh}：connect ECONNREFUSED\n127.0.0.1:25`,
  );
});
