import { expect, it } from 'vitest';
import { outcomeOf, readCounts } from './counts.ts';

const vitest = (passed: number, failed: number, pending: number) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: pending,
    numTodoTests: 0,
  });

it('reads the counts of both reports', () => {
  expect(readCounts('vitest', vitest(3, 1, 2), 1)).toEqual({
    ...{ passed: 3, failed: 1, skipped: 2 },
    flaky: [],
  });
  const stats = { expected: 4, unexpected: 1, flaky: 0, skipped: 2 };
  expect(readCounts('playwright', JSON.stringify({ stats, errors: [] }), 1)).toEqual({
    ...{ passed: 4, failed: 1, skipped: 2 },
    flaky: [],
  });
});

it('names what passed only at a second try, and lets it pass', () => {
  const spec = (line: number, title: string, status: string) => ({
    ...{ file: 'views.spec.ts', line, title },
    tests: [{ status }],
  });
  const report = JSON.stringify({
    stats: { expected: 1, unexpected: 0, flaky: 2, skipped: 0 },
    errors: [],
    suites: [
      {
        specs: [spec(7, 'steady', 'expected'), spec(9, 'shaky', 'flaky')],
        suites: [{ specs: [spec(30, 'in a group', 'flaky')] }],
      },
    ],
  });
  const counts = readCounts('playwright', report, 0);
  expect(counts).toEqual({
    ...{ passed: 3, failed: 0, skipped: 0 },
    flaky: ['views.spec.ts:9 › shaky', 'views.spec.ts:30 › in a group'],
  });
  expect(outcomeOf(counts)).toBe(
    '3 passed, of which 2 only at the second try, 0 failed, 0 skipped',
  );
  expect(outcomeOf({ ...counts, flaky: [] })).toBe('3 passed, 0 failed, 0 skipped');
});

it('counts a run that ended badly, reported nothing or ran nothing as a failure', () => {
  expect(readCounts('vitest', vitest(3, 0, 0), 1)).toMatchObject({
    passed: 3,
    failed: 1,
    skipped: 0,
  });
  expect(readCounts('vitest', undefined, 0).failed).toBe(1);
  expect(readCounts('playwright', '{', 0).failed).toBe(1);
  expect(readCounts('vitest', vitest(0, 0, 0), 0).failed).toBe(1);
});
