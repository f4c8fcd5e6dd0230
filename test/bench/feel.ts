import { performance } from 'node:perf_hooks';
import { type Browser, chromium, type Page } from 'playwright';
import {
  buildOutputs,
  candidateOutput,
  workstationOutput,
} from '../../main/launcher/build-outputs.ts';
import { listApplications } from '../../shared/api/process.ts';
import { finishSetUp, setUpWorkspace } from '../../shared/api/setup.ts';
import { findBrowser } from '../e2e/harness/browser.ts';
import { type RunningWorkstation, startWorkstation } from '../e2e/harness/workstation.ts';
import { benchFolder, openWorkspace } from './process-list.ts';
import type { Bench, Figure } from './run.ts';

const repeats = 5;
/** Rows that are scrolled by, and how far a frame goes. */
const scrolledRows = 10_000;
const pixelsAFrame = 600;

/** What the recruiter feels: a browser on a headless workstation with the whole workspace behind it. */
export const feelBench: Bench = {
  name: 'feel',
  async run(report) {
    // Built the first time; it is the same workspace as the list's.
    (await openWorkspace(report)).close();
    await buildOutputs([workstationOutput, candidateOutput]);
    const found = await findBrowser();
    if ('reason' in found) throw new Error(`the bench cannot run: ${found.reason}`);
    const { executablePath, args } = found;
    const browser = await chromium.launch({ executablePath, args: [...args] });
    const started = performance.now();
    const workstation = await startWorkstation({ dataFolder: benchFolder });
    report({
      name: 'workstation starts',
      value: (performance.now() - started) / 1000,
      unit: 's',
    });
    // A workspace that was filled by hand has no company yet, and would begin with asking for it.
    const names = { company_name: 'Bench', uname: 'Bench', time_zone: 'Asia/Shanghai' };
    await workstation.call(setUpWorkspace, names);
    await workstation.call(finishSetUp, {});
    try {
      const page = await openPage(browser, workstation);
      const first = await page.evaluate(() => window.credoBench.firstRows);
      report({ name: 'first rows painted, right after the start', value: first, unit: 'ms' });
      await page.context().close();
      // What follows is the day's work, not its first seconds.
      const waiting = performance.now();
      await workstation.call(listApplications, { stage_type_id: 3, keyword: 'zzz' });
      report({
        name: 'first search after that',
        value: (performance.now() - waiting) / 1000,
        unit: 's',
      });
      await measureLoading(browser, workstation, report);
      await measureAnswers(browser, workstation, report);
      await measureScrolling(browser, workstation, report);
    } finally {
      await browser.close();
      await workstation.stop();
    }
  },
};

/** A window of its own, nothing cached, that tells when things are on screen. */
async function openPage(browser: Browser, workstation: RunningWorkstation): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watchScreen);
  await page.goto(workstation.recruiterUrl);
  await page.locator('tr[data-application]').first().waitFor();
  return page;
}

/** From the start of the navigation until the first rows are painted. */
async function measureLoading(
  browser: Browser,
  workstation: RunningWorkstation,
  report: (figure: Figure) => void,
): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < repeats; run += 1) {
    const page = await openPage(browser, workstation);
    times.push(await page.evaluate(() => window.credoBench.firstRows));
    await page.context().close();
  }
  report({ name: 'first rows painted, median', value: median(times), unit: 'ms', limit: 1_000 });
  report({ name: 'first rows painted, worst', value: Math.max(...times), unit: 'ms' });
}

/** From the key or click until what it asked for is painted. */
async function measureAnswers(
  browser: Browser,
  workstation: RunningWorkstation,
  report: (figure: Figure) => void,
): Promise<void> {
  const page = await openPage(browser, workstation);
  const show = (name: string, times: number[]) => {
    report({ name: `${name}, median`, value: median(times), unit: 'ms', limit: 150 });
    report({ name: `${name}, worst`, value: Math.max(...times), unit: 'ms' });
  };

  const filters: number[] = [];
  const pill = page.locator('search').getByRole('button', { name: /^offer状态/ });
  for (let option = 1; option <= repeats; option += 1) {
    await pill.click();
    const choice = page.getByRole('option').nth(option % 4);
    await choice.waitFor();
    filters.push(await timed(page, () => choice.click()));
  }
  show('filter', filters);
  await page.goto(`${workstation.origin}/?stage=3`);
  await page.locator('tr[data-application]').first().waitFor();

  const sorts: number[] = [];
  const heads = page.locator('thead [data-head]:not([data-head="select"])');
  for (let index = 0; index < repeats; index += 1) {
    sorts.push(await timed(page, () => heads.nth(index).click()));
  }
  show('sort by a column', sorts);

  const pages: number[] = [];
  await page.locator('tr[data-index]').first().focus();
  for (const key of ['PageDown', 'PageDown', 'PageDown', 'End', 'PageUp', 'Home', 'PageDown']) {
    pages.push(await timed(page, () => page.keyboard.press(key)));
  }
  show('page change', pages);

  const stages: number[] = [];
  for (const index of [0, 1, 3, 2, 0]) {
    stages.push(await timed(page, () => page.getByRole('tab').nth(index).click()));
  }
  show('stage change', stages);
  await page.context().close();
}

/** The longest time that the page cannot answer while thousands of rows go by. */
async function measureScrolling(
  browser: Browser,
  workstation: RunningWorkstation,
  report: (figure: Figure) => void,
): Promise<void> {
  const page = await openPage(browser, workstation);
  const { longest, frames } = await page.evaluate(
    async ({ rows, step }) => {
      const list = document.querySelector('[role="tabpanel"]') as HTMLElement;
      const height = document.querySelector('tr[data-application]')?.clientHeight ?? 0;
      let worst = 0;
      let last = performance.now();
      let count = 0;
      const gaps: number[] = [];
      const observer = new PerformanceObserver((entries) => {
        for (const { duration } of entries.getEntries()) worst = Math.max(worst, duration);
      });
      observer.observe({ entryTypes: ['longtask'] });
      while (list.scrollTop < rows * height && count < 5_000) {
        list.scrollTop += step;
        await new Promise(requestAnimationFrame);
        gaps.push(performance.now() - last);
        last = performance.now();
        count += 1;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      observer.disconnect();
      return { longest: worst, frames: gaps };
    },
    { rows: scrolledRows, step: pixelsAFrame },
  );
  report({
    name: `longest task, scrolling ${scrolledRows} rows`,
    value: longest,
    unit: 'ms',
    limit: 100,
  });
  report({ name: 'frame while scrolling, median', value: median(frames), unit: 'ms' });
  await page.context().close();
}

/** Acts, and waits until the grid has what was asked for and shows it. @returns milliseconds */
async function timed(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => window.credoBench.begin());
  await act();
  return page.evaluate(() => window.credoBench.answered);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

declare global {
  interface Window {
    credoBench: {
      /** When the first rows were painted. */
      firstRows: number;
      /** Watches for the next key or click. */
      begin(): void;
      /** From that key or click until its answer was painted. */
      answered: Promise<number>;
    };
  }
}

/** Runs within the page, before its own scripts. Times are the page's: from its navigation on. */
function watchScreen(): void {
  const painted = (then: () => void) => requestAnimationFrame(() => setTimeout(then, 0));
  const bench: Window['credoBench'] = {
    firstRows: Number.NaN,
    answered: Promise.resolve(Number.NaN),
    begin() {
      bench.answered = new Promise((resolve) => {
        let start = Number.NaN;
        const begun = (event: Event) => {
          if (Number.isNaN(start)) start = event.timeStamp;
        };
        for (const name of ['click', 'keydown']) {
          window.addEventListener(name, begun, { capture: true, once: true });
        }
        const observer = new MutationObserver(() => {
          if (Number.isNaN(start)) return;
          const list = document.querySelector('[role="tabpanel"]');
          const busy = list?.getAttribute('aria-busy') === 'true';
          if (!list || busy || list.querySelector('tr[aria-busy]')) return;
          observer.disconnect();
          painted(() => resolve(performance.now() - start));
        });
        const list = document.querySelector('[role="tabpanel"]') as Element;
        observer.observe(list, { subtree: true, childList: true, attributes: true });
      });
    },
  };
  window.credoBench = bench;
  const observer = new MutationObserver(() => {
    if (!document.querySelector('tr[data-application]')) return;
    observer.disconnect();
    painted(() => {
      bench.firstRows = performance.now();
    });
  });
  observer.observe(document, { subtree: true, childList: true });
}
