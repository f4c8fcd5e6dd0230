import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

const mark = 'data-judged';
const other = { light: 'dark', dark: 'light' } as const;

/** Nothing moves or fades, so that colours are those that stay. To be called before a page loads. */
export async function stillPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const still = new CSSStyleSheet();
    still.replaceSync(
      '*, ::before, ::after { transition: none !important; animation: none !important; }',
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
  });
}

/** Rules that a theme can break. */
export const colours = ['color-contrast', 'link-in-text-block'];

interface Judging {
  /** A selector: what lies outside is not judged. */
  part?: string;
  /** Only these rules. */
  rules?: readonly string[];
}

/**
 * What axe finds serious or critical on a page, each with where. What a mail's preview shows is not
 * ours. Legacy: a phone's page cannot open the tab that axe would use.
 */
export async function seriousViolations(page: Page, { part, rules }: Judging = {}) {
  const builder = new AxeBuilder({ page })
    .setLegacyMode()
    .exclude('iframe')
    .options({
      // Nothing else of the report is read, and nothing is fetched for rules about other things.
      resultTypes: ['violations'],
      iframes: false,
      preload: false,
      // What is read on a button is what it is called by voice.
      ...(!rules && { rules: { 'label-content-name-mismatch': { enabled: true } } }),
    });
  if (part) builder.include(part);
  if (rules) builder.withRules([...rules]);
  const { violations } = await builder.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 240)} ${failureSummary}`),
    );
}

/**
 * As `seriousViolations` of one part of the screen, in light and, for its colours, in dark. A finding
 * fails the test without ending it, so that one run tells all.
 * @param name of the screen, for the message
 */
export async function expectAccessible(name: string, part: Locator): Promise<void> {
  await expect(part, name).toBeVisible();
  const page = part.page();
  await part.evaluate((element, attribute) => element.setAttribute(attribute, ''), mark);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(
      page.locator(`html[data-mantine-color-scheme="${other[colorScheme]}"]`),
    ).toHaveCount(0);
    const rules = colorScheme === 'dark' ? { rules: colours } : {};
    expect
      .soft(
        await seriousViolations(page, { part: `[${mark}]`, ...rules }),
        `${name}, ${colorScheme}`,
      )
      .toEqual([]);
  }
  await part.evaluate((element, attribute) => element.removeAttribute(attribute), mark);
}
