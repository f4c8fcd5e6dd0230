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

/**
 * Environment: how many applications, and where the workspace is kept between runs;
 * `CREDO_BENCH_SEARCHES=1` leaves the many pages of single filters out.
 */
const applications = Number(process.env.CREDO_BENCH_APPLICATIONS ?? 1_000_000);
/** Where the workspace of the list's benches is kept. */
export const benchFolder =
  process.env.CREDO_BENCH_DATA ?? join(tmpdir(), `credo-bench-${applications}-applications`);
const repeats = 5;

/** The pipeline list over a million applications, called in-process through the recruiter's app. */
export const processListBench: Bench = {
  name: 'process-list',
  async run(report) {
    const backend = await openWorkspace(report);
    try {
      if (process.env.CREDO_BENCH_SEARCHES !== '1') await measureSingleFilters(backend, report);
      const started = performance.now();
      await call(backend, { stage_type_id: 3, keyword: 'zzz' });
      report({
        name: 'read into memory for searches',
        value: (performance.now() - started) / 1000,
        unit: 's',
      });
      await measureCombined(backend, report);
      await measureKeywords(backend, report);
      await measureSearches(backend, report);
      measureWrites(backend, report);
    } finally {
      backend.close();
    }
  },
};

/** Builds the workspace the first time; later runs find it complete. */
export async function openWorkspace(report: (figure: Figure) => void): Promise<Backend> {
  mkdirSync(benchFolder, { recursive: true });
  const backend = createBackend({ dataFolder: benchFolder, logger: silentLogger });
  const complete = join(benchFolder, 'complete');
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

/** What recruiters type: names, pinyin, initials, numbers, addresses and positions, as they grow. */
const keywords = [
  ...['王', '王伟', '王伟强', '伟', '欧阳', '曾国', '单', '李娜', '张秀英'],
  ...['w', 'wa', 'wang', 'wangw', 'wangwei', 'zeng', 'shan', 'ou yang', 'li na', 'zhang xiu ying'],
  ...['ww', 'zxy', 'ln', 'wwq'],
  ...['138', '1380', '13801', '138012', '13801234', '5678', '56789', '0000', '1'],
  ...['u', 'user', 'user1', 'user12', 'user123', 'user1234', 'user12345@', 'user99999@example.com'],
  ...['会计', '销售', '工程师12', '王 会计', '会计 user1', '138 销售', 'wang 司机', '会计12'],
  ...['"NEAR(*', 'zzz', '没有这个人'],
];

async function measureKeywords(backend: Backend, report: (figure: Figure) => void): Promise<void> {
  const all: number[] = [];
  const medians: { median: number; of: string }[] = [];
  const { delay } = await withLoopDelay(async () => {
    for (const keyword of keywords) {
      const times: number[] = [];
      for (let repeat = 0; repeat < repeats; repeat += 1) {
        times.push((await call(backend, { stage_type_id: 3, keyword })).milliseconds);
      }
      all.push(...times);
      medians.push({ median: median(times), of: keyword });
    }
    return { milliseconds: 0, total: 0 };
  });
  const worst = medians.reduce((a, b) => (a.median > b.median ? a : b));
  report({
    name: `${keywords.length} keywords: median`,
    value: median(all),
    unit: 'ms',
    limit: 20,
  });
  report({ name: 'keywords: 99th percentile', value: quantile(all, 0.99), unit: 'ms' });
  report({ name: `worst keyword, ${worst.of}: median`, value: worst.median, unit: 'ms' });
  report({ name: 'keywords: event loop held, longest', value: delay, unit: 'ms', limit: 16 });
}

/** Filter trees and orders by columns, over all that a stage has. */
const searches: readonly { name: string; request: object }[] = [
  {
    name: 'two conditions',
    request: {
      filter: all(leaf('offerStatus', 'any_of', [1, 2]), leaf('applied_at', 'last_days', 90)),
    },
  },
  {
    name: 'texts in groups',
    request: {
      filter: {
        op: 'or',
        items: [
          leaf('resume_name', 'contains', '伟'),
          all(leaf('resume_email', 'contains', '77'), leaf('entryTime', 'next_days', 30)),
        ],
      },
    },
  },
  { name: 'progress', request: { filter: all(leaf('degreeProgress', 'is', 'not_sent')) } },
  {
    name: 'order by two columns',
    request: { order: [{ key: 'position_name' }, { key: 'resume_name', direction: 'desc' }] },
  },
  {
    name: 'order by three columns, page 3,000',
    request: {
      order: [
        { key: 'offerStatus' },
        { key: 'entryTime', direction: 'desc' },
        { key: 'resume_phone' },
      ],
      page: 3_000,
    },
  },
  {
    name: 'keyword, filter and order',
    request: {
      keyword: '138',
      filter: all(leaf('updated_at', 'after', '2025-01-01')),
      order: [{ key: 'resume_email' }],
    },
  },
];

function all(...items: object[]): object {
  return { op: 'and', items };
}

function leaf(column: string, operator: string, value: unknown): object {
  return { column, operator, value };
}

async function measureSearches(backend: Backend, report: (figure: Figure) => void): Promise<void> {
  for (const { name, request } of searches) {
    const times: number[] = [];
    const { delay } = await withLoopDelay(async () => {
      for (let repeat = 0; repeat < 2 * repeats; repeat += 1) {
        const full = { stage_type_id: 3, list_type: 3, ...request };
        times.push((await call(backend, full)).milliseconds);
      }
      return { milliseconds: 0, total: 0 };
    });
    report({ name: `${name}: median`, value: median(times), unit: 'ms', limit: 100 });
    report({ name: '  event loop held', value: delay, unit: 'ms', limit: 16 });
  }
}

/** What the counters and the log of changes cost a writer, in processor time; everything is rolled back. */
function measureWrites({ database, platform }: Backend, report: (figure: Figure) => void): void {
  const store = new ApplicationStore(database, platform);
  const changes = new ApplicationChanges(database, platform);
  const count = 20_000;
  const used = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  const started = used();
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
      created = used();
      for (let index = 0; index < count; index += 1)
        changes.touch(1 + ((index * 7_919) % applications));
      throw rollBack;
    })();
  } catch (error) {
    if (error !== rollBack) throw error;
  }
  const perRow = ((created - started) / count) * 1000;
  report({ name: 'write a candidate with an application', value: perRow, unit: 'µs', limit: 250 });
  const perTouch = ((used() - created) / count) * 1000;
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
