/** How many tests of a suite ended how. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}

/**
 * Reads a suite's JSON report.
 *
 * What fails without being a test (a file that does not load, an error outside every test, a run that
 * ended badly or reported nothing) counts as one failure, so that it never looks like success. A test
 * that passed at a second try counts as failed.
 * @param report the report's text, undefined where there is none
 */
export function readCounts(
  format: 'vitest' | 'playwright',
  report: string | undefined,
  exitCode: number,
): Counts {
  const counts = report === undefined ? nothing() : parse(format, report);
  const ran = counts.passed + counts.failed + counts.skipped > 0;
  if (counts.failed === 0 && (exitCode !== 0 || !ran)) counts.failed = 1;
  return counts;
}

function parse(format: 'vitest' | 'playwright', report: string): Counts {
  try {
    const parsed: unknown = JSON.parse(report);
    return format === 'vitest'
      ? vitestCounts(parsed as VitestReport)
      : playwrightCounts(parsed as PlaywrightReport);
  } catch {
    return nothing();
  }
}

function vitestCounts(report: VitestReport): Counts {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function playwrightCounts({ stats, errors }: PlaywrightReport): Counts {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + (stats.unexpected === 0 ? errors.length : 0),
    skipped: stats.skipped,
  };
}

function nothing(): Counts {
  return { passed: 0, failed: 0, skipped: 0 };
}
