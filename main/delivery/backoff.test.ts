import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testPlatform } from '../backend/test-backend.ts';
import { backoffDelay, deferralBackoff } from './backoff.ts';

it('doubles up to the longest, with a jitter of a fifth', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer(), (failures, seed) => {
      const { first, longest } = deferralBackoff;
      const delay = backoffDelay(deferralBackoff, failures, testPlatform({ now: 0 }, seed));
      const exact = Math.min(longest, first * 2 ** (failures - 1));
      expect(delay).toBeGreaterThanOrEqual(Math.round(exact * 0.8));
      expect(delay).toBeLessThanOrEqual(Math.round(exact * 1.2));
    }),
  );
});
