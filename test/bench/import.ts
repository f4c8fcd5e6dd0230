import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createBackend } from '../../main/backend/backend.ts';
import { makeXlsx } from '../../main/backend/imports/test-sheets.ts';
import { silentLogger } from '../../main/logger.ts';
import { importCandidates } from '../../shared/api/candidates.ts';
import type { Bench, Figure } from './run.ts';

/** Environment: how many rows. */
const size = Number(process.env.CREDO_BENCH_ROWS ?? 100_000);

function sheetRows(): string[][] {
  const header = ['姓名', '手机', '邮箱', '应聘职位', '投递时间'];
  const rows = Array.from({ length: size }, (_, index) => [
    `张${String.fromCharCode(0x4e00 + (index % 5_000))}`,
    `187${String(index).padStart(8, '0')}`,
    `person${index}@example.com`,
    `职位${index % 50}`,
    '2026-02-01 09:30',
  ]);
  return [header, ...rows];
}

/** Imports 100,000 rows from a CSV and from an XLSX file into a workspace on disk. */
export const importBench: Bench = {
  name: 'import',
  async run(report) {
    // The rows are gone by then: collecting them would hold the event loop that is measured.
    await measure('CSV', csvOf(sheetRows()), report);
    await measure('XLSX', makeXlsx(sheetRows()), report);
  },
};

function csvOf(rows: readonly string[][]): Buffer {
  return Buffer.from(rows.map((row) => row.join(',')).join('\n'));
}

async function measure(
  format: string,
  content: Buffer<ArrayBufferLike>,
  report: (figure: Figure) => void,
): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'credo-bench-'));
  const backend = createBackend({ dataFolder, logger: silentLogger });
  try {
    const form = new FormData();
    form.set('file', new File([new Uint8Array(content)], 'candidates'));
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const start = performance.now();
    const before = process.threadCpuUsage();
    const answer = await backend.recruiterApp.request(importCandidates.path, {
      method: 'POST',
      body: form,
    });
    const { results } = (await answer.json()) as { results: { import_id: number } };
    delay.enable();
    await backend.imports.idle();
    delay.disable();
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.threadCpuUsage(before);
    const { created } = backend.imports.status(results.import_id);
    if (created !== size) throw new Error(`${created} of ${size} rows were created`);
    report({ name: `${size} rows of ${format}`, value: seconds, unit: 's' });
    report({
      name: `${format}, processor time of the main thread a row`,
      value: (user + system) / size,
      unit: 'µs',
    });
    report({
      name: `${format}, event loop held, 99.9 %`,
      value: delay.percentile(99.9) / 1e6,
      unit: 'ms',
      limit: 16,
    });
    report({ name: `${format}, event loop held, longest`, value: delay.max / 1e6, unit: 'ms' });
    report({
      name: `${format}, memory of the process`,
      value: process.memoryUsage.rss() / 2 ** 20,
      unit: 'MiB',
    });
  } finally {
    backend.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
