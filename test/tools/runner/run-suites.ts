import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChild } from '../../../main/launcher/run-child.mjs';
import { type Counts, outcomeOf, readCounts } from './counts.ts';
import { type Suite, suites } from './suites.ts';

/**
 * `npm test`: every suite in sequence, then a summary. A suite that can't run here says why and
 * counts as one skipped. Arguments choose suites by name.
 */
interface Result extends Counts {
  readonly name: string;
  readonly seconds: number;
  readonly obstacle?: string;
}

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  const names = suites.map(({ name }) => `“${name}”`).join(', ');
  process.stderr.write(`No such suite: ${unknown.join(', ')}. There are ${names}.\n`);
  process.exit(2);
}
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true;
  });
}
const reports = mkdtempSync(join(tmpdir(), 'credo-reports-'));
const results: Result[] = [];
for (const suite of suites) {
  if (interrupted) break;
  if (chosen.length === 0 || chosen.includes(suite.name)) results.push(await run(suite));
}
rmSync(reports, { recursive: true, force: true });
const total = printSummary(results);
if (interrupted) process.stdout.write('interrupted: not every suite has run\n');
process.exit(total.failed > 0 || interrupted ? 1 : 0);

async function run(suite: Suite): Promise<Result> {
  process.stdout.write(`\n── ${suite.name} ──\n`);
  const obstacle = await suite.obstacle?.();
  if (obstacle !== undefined) {
    process.stdout.write(`skipped: ${obstacle}\n`);
    return { name: suite.name, passed: 0, failed: 0, skipped: 1, flaky: [], seconds: 0, obstacle };
  }
  const reportFile = join(reports, `${suite.name.replaceAll(' ', '-')}.json`);
  const started = performance.now();
  const code = await runChild(process.execPath, suite.command(reportFile), {
    env: { ...process.env, ...suite.environment?.(reportFile) },
  });
  const seconds = (performance.now() - started) / 1000;
  const report = existsSync(reportFile) ? readFileSync(reportFile, 'utf8') : undefined;
  return { name: suite.name, ...readCounts(suite.format, report, code), seconds };
}

function printSummary(suiteResults: readonly Result[]): Counts {
  process.stdout.write('\n── summary ──\n');
  for (const result of suiteResults) {
    const { name, seconds, obstacle } = result;
    const outcome = obstacle
      ? `skipped: ${obstacle}`
      : `${outcomeOf(result)} (${seconds.toFixed(0)} s)`;
    process.stdout.write(`${name.padEnd(16)} ${outcome}\n`);
  }
  const sum = (key: 'passed' | 'failed' | 'skipped') =>
    suiteResults.reduce((before, result) => before + result[key], 0);
  const total = {
    ...{ passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') },
    flaky: suiteResults.flatMap(({ flaky }) => flaky),
  };
  process.stdout.write(`\n${outcomeOf(total)}\n`);
  for (const name of total.flaky) process.stdout.write(`  only at the second try: ${name}\n`);
  return total;
}
