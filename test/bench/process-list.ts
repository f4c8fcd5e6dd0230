import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { ApplicationChanges } from '../../main/backend/applications/application-changes.ts';
import { ApplicationStore } from '../../main/backend/applications/application-store.ts';
import { type Backend, createBackend } from '../../main/backend/backend.ts';
import { silentLogger } from '../../main/logger.ts';
import { listApplications } from '../../shared/api/process.ts';
import { searchKeys } from '../../shared/catalogue/search-keys.ts';
import { statusOptions } from '../../shared/catalogue/status-options.ts';
import type { Bench, Figure } from './run.ts';
import { fillBenchWorkspace } from './workspace.ts';

/** Environment: how many applications, and where the workspace is kept between runs. */
const applications = Number(process.env.CREDO_BENCH_APPLICATIONS ?? 1_000_000);
const folder =
  process.env.CREDO_BENCH_DATA ?? join(tmpdir(), `credo-bench-${applications}-applications`);
const repeats = 5;

/** The pipeline list over a million applications, called in-process through the recruiter's app. */
export const processListBench: Bench = {
  name: 'process-list',
  async run(report) {
    const backend = await openWorkspace(report);
    try {
      await measureSingleFilters(backend, report);
      await measureCombined(backend, report);
      await measureKeywords(backend, report);
      measureWrites(backend, report);
    } finally {
      backend.close();
    }
  },
};

/** Builds the workspace the first time; later runs find it complete. */
async function openWorkspace(report: (figure: Figure) => void): Promise<Backend> {
  mkdirSync(folder, { recursive: true });
  const backend = createBackend({ dataFolder: folder, logger: silentLogger });
  const complete = join(folder, 'complete');
  if (!existsSync(complete)) {
    const started = performance.now();
    fillBenchWorkspace(backend, { applications, positions: 500, now: Date.now() });
    report({
      name: `build ${applications} applications`,
      value: (performance.now() - started) / 1000,
      unit: 's',
    });
    writeFileSync(complete, '');
  }
  const started = performance.now();
  await call(backend, { stage_type_id: 3 });
  report({ name: 'first page after start', value: performance.now() - started, unit: 'ms' });
  return backend;
}

interface Measured {
  milliseconds: number;
  total: number;
}

async function call(backend: Backend, request: object): Promise<Measured> {
  const body = JSON.stringify(request);
  const started = performance.now();
  const response = await backend.recruiterApp.request(listApplications.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const text = await response.text();
  const milliseconds = performance.now() - started;
  const answer = JSON.parse(text);
  if (answer.err_no !== 0) throw new Error(text);
  return { milliseconds, total: answer.results.pagination.total };
}

/** Every key × value, and every other filter, in every order, on the first, middle and last page. */
async function measureSingleFilters(
  backend: Backend,
  report: (figure: Figure) => void,
): Promise<void> {
  const filters: object[] = [
    {},
    ...[1, 20, 250, 499].map((position_id) => ({ position_id })),
    { process_id: 1 },
    ...searchKeys.flatMap(({ key, options }) =>
      statusOptions[options].map(({ value }) => ({ [key]: value })),
    ),
  ];
  // Counters are kept while nothing is written; every page here counts anew.
  const write = backend.database.prepare(`UPDATE list_meta SET value = value WHERE key = 'today'`);
  backend.database.pragma('synchronous = OFF');
  const forget = () => void write.run();
  for (const sort of [0, 1, 2]) {
    const cpuBefore = process.cpuUsage();
    const medians: { median: number; of: string }[] = [];
    const all: number[] = [];
    for (const stage_type_id of [1, 3, 4]) {
      for (const list_type of stage_type_id === 3 ? [1, 2, 3] : [1]) {
        for (const filter of filters) {
          const request = { stage_type_id, list_type, sort, size: 20, ...filter };
          const { total } = await call(backend, request);
          const last = Math.max(1, Math.ceil(total / 20));
          for (const page of new Set([1, Math.ceil(last / 2), last])) {
            const times: number[] = [];
            for (let repeat = 0; repeat < repeats; repeat += 1) {
              forget();
              times.push((await call(backend, { ...request, page })).milliseconds);
            }
            all.push(...times);
            medians.push({ median: median(times), of: JSON.stringify({ ...request, page }) });
          }
        }
      }
    }
    const worst = medians.reduce((a, b) => (a.median > b.median ? a : b));
    report({
      name: `order ${sort}, ${medians.length} pages: median`,
      value: median(all),
      unit: 'ms',
      limit: 5,
    });
    report({
      name: `order ${sort}: processor time a page`,
      value: processorTime(cpuBefore) / all.length,
      unit: 'ms',
    });
    report({ name: `order ${sort}: 99th percentile`, value: quantile(all, 0.99), unit: 'ms' });
    report({
      name: `order ${sort}: worst page's median`,
      value: worst.median,
      unit: 'ms',
      limit: 5,
    });
    console.log(`  ${worst.of}`);
  }
}

async function measureCombined(backend: Backend, report: (figure: Figure) => void): Promise<void> {
  backend.database.pragma('synchronous = FULL');
  const requests = [
    { offerStatus: 2, degreeStatus: 3 },
    { offerStatus: 2, degreeStatus: 3, hiringStatus: 1, bcStatus: 2 },
    { entryTime: 3, entryStatus: 1 },
    { position_id: 1, degreeStatus: 3, list_type: 3 },
  ];
  for (const filter of requests) {
    for (const sort of [0, 2]) {
      const { time, delay } = await withLoopDelay(() =>
        call(backend, { stage_type_id: 3, sort, size: 20, page: 3, ...filter }),
      );
      const name = `order ${sort} ${JSON.stringify(filter)}`;
      report({ name, value: time.milliseconds, unit: 'ms' });
      report({ name: '  event loop held', value: delay, unit: 'ms', limit: 16 });
    }
  }
}

async function measureKeywords(backend: Backend, report: (figure: Figure) => void): Promise<void> {
  for (const keyword of [
    '王',
    '王伟',
    '伟',
    'w',
    'wang',
    'wangwei',
    'ww',
    '138',
    '1380',
    '5678',
    'user12',
    '会计',
    '王 会计',
    '会计12',
    '"NEAR(*',
  ]) {
    const first = await withLoopDelay(() => call(backend, { stage_type_id: 3, keyword }));
    const name = `keyword ${keyword}: ${first.time.total} hits`;
    report({ name, value: first.time.milliseconds, unit: 'ms' });
    report({ name: '  event loop held', value: first.delay, unit: 'ms', limit: 16 });
    const page = Math.max(1, Math.ceil(first.time.total / 40));
    const next = await withLoopDelay(() =>
      call(backend, { stage_type_id: 3, keyword, sort: 2, page }),
    );
    report({ name: '  middle page by name', value: next.time.milliseconds, unit: 'ms' });
    report({ name: '  event loop held', value: next.delay, unit: 'ms', limit: 16 });
  }
}

/** What the counters and the search index cost a writer; everything is rolled back. */
function measureWrites({ database, platform }: Backend, report: (figure: Figure) => void): void {
  const store = new ApplicationStore(database, platform);
  const changes = new ApplicationChanges(database, platform);
  const count = 20_000;
  const started = performance.now();
  let created = started;
  const rollBack = new Error('roll back');
  try {
    database.transaction(() => {
      for (let index = 0; index < count; index += 1) {
        store.createApplication({
          tob_resume_id: store.createCandidate({
            name: `王${String.fromCharCode(0x4e00 + (index % 3_000))}`,
            phone: String(13_800_000_000 + index),
            email: `new${index}@example.com`,
          }),
          tob_position_id: 1 + (index % 50),
        });
      }
      created = performance.now();
      for (let index = 0; index < count; index += 1)
        changes.touch(1 + ((index * 7_919) % applications));
      throw rollBack;
    })();
  } catch (error) {
    if (error !== rollBack) throw error;
  }
  const perRow = ((created - started) / count) * 1000;
  report({ name: 'write a candidate with an application', value: perRow, unit: 'µs', limit: 250 });
  const perTouch = ((performance.now() - created) / count) * 1000;
  report({ name: 'touch an application', value: perTouch, unit: 'µs', limit: 250 });
}

/** The longest the event loop was held meanwhile, in milliseconds. */
async function withLoopDelay(
  work: () => Promise<Measured>,
): Promise<{ time: Measured; delay: number }> {
  await new Promise((resolve) => setImmediate(resolve));
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  await new Promise((resolve) => setTimeout(resolve, 5));
  monitor.reset();
  const time = await work();
  await new Promise((resolve) => setTimeout(resolve, 3));
  monitor.disable();
  return { time, delay: monitor.max / 1e6 };
}

/** Milliseconds of processor time, which a busy machine does not stretch. */
function processorTime(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
