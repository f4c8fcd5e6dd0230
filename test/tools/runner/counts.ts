/** How many tests of a suite ended how. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** Those of the passed that passed only at a second try: `views.spec.ts:54 › what it proves`. */
  flaky: readonly string[];
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
  suites?: PlaywrightSuite[];
}

/** A file, or a `describe` in one. */
interface PlaywrightSuite {
  specs?: { title: string; file: string; line: number; tests: { status: string }[] }[];
  suites?: PlaywrightSuite[];
}

/**
 * Reads a suite's JSON report.
 *
 * What fails without being a test (a file that does not load, an error outside every test, a run that
 * ended badly or reported nothing) counts as one failure, so that it never looks like success. A test
 * that passed at a second try counts as passed and is named.
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

/** The counts in words: `70 passed, of which 1 only at the second try, 0 failed, 0 skipped`. */
export function outcomeOf({ passed, failed, skipped, flaky }: Counts): string {
  const shaky = flaky.length > 0 ? `, of which ${flaky.length} only at the second try` : '';
  return `${passed} passed${shaky}, ${failed} failed, ${skipped} skipped`;
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
    flaky: [],
  };
}

function playwrightCounts({ stats, errors, suites = [] }: PlaywrightReport): Counts {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (stats.unexpected === 0 ? errors.length : 0),
    skipped: stats.skipped,
    flaky: suites.flatMap(flakyIn),
  };
}

function flakyIn({ specs = [], suites = [] }: PlaywrightSuite): string[] {
  const own = specs
    .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
    .map(({ file, line, title }) => `${file}:${line} › ${title}`);
  return [...own, ...suites.flatMap(flakyIn)];
}

function nothing(): Counts {
  return { passed: 0, failed: 0, skipped: 0, flaky: [] };
}
