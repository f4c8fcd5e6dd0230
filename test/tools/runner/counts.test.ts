import { expect, it } from 'vitest';
import { readCounts } from './counts.ts';

const vitest = (passed: number, failed: number, pending: number) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: pending,
    numTodoTests: 0,
  });

it('reads the counts of both reports', () => {
  expect(readCounts('vitest', vitest(3, 1, 2), 1)).toEqual({ passed: 3, failed: 1, skipped: 2 });
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  expect(readCounts('playwright', JSON.stringify({ stats, errors: [] }), 1)).toEqual({
    passed: 4,
    failed: 2,
    skipped: 2,
  });
});

it('counts a run that ended badly, reported nothing or ran nothing as a failure', () => {
  expect(readCounts('vitest', vitest(3, 0, 0), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  expect(readCounts('vitest', undefined, 0).failed).toBe(1);
  expect(readCounts('playwright', '{', 0).failed).toBe(1);
  expect(readCounts('vitest', vitest(0, 0, 0), 0).failed).toBe(1);
});
