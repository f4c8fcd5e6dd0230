import { rmSync } from 'node:fs';
import { test as base, type Page } from '@playwright/test';
import { saveSearchParams, saveUserColumns } from '../../shared/api/settings.ts';
import { columns } from '../../shared/catalogue/columns.ts';
import { searchKeys } from '../../shared/catalogue/search-keys.ts';
import { expect } from './fixtures.ts';
import { demoWorkspace, type RunningWorkstation, startWorkstation } from './harness/workstation.ts';

interface Shared {
  /** One demo workstation for all tests of a worker: each leaves the applications as they were. */
  workstation: RunningWorkstation;
}

interface Own {
  /** A page that is signed in and shows the 137 of the offer stage, default columns and filters. */
  recruiter: Page;
}

const offer = { stage_type_id: 3 };
const defaults = (catalogue: readonly { key: string; group: string; usedByDefault: boolean }[]) =>
  catalogue.filter(({ group, usedByDefault }) => group === 'offer' && usedByDefault);

/** Playwright's `test` for the recruiter's screens: what they show, on data that stays the same. */
export const test = base.extend<Own, Shared>({
  workstation: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
    async ({}, use) => {
      const dataFolder = demoWorkspace();
      const workstation = await startWorkstation({ dataFolder });
      await use(workstation);
      await workstation.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  recruiter: async ({ page, workstation }, use) => {
    const keys = (entries: readonly { key: string }[]) => entries.map(({ key }) => key);
    await workstation.call(saveUserColumns, { ...offer, columns: keys(defaults(columns)) });
    await workstation.call(saveSearchParams, { ...offer, search_keys: keys(defaults(searchKeys)) });
    await page.goto(workstation.recruiterUrl);
    await expect(page.getByText('共 137 位', { exact: true })).toBeVisible({ timeout: 30_000 });
    await use(page);
  },
});

export { expect } from '@playwright/test';
