import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
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

/**
 * What axe finds serious or critical (WCAG 2.1 A and AA) in one part of the screen, in light and in
 * dark. Judging a part and no frames (a mail's preview) keeps it quick; a finding fails the test
 * without ending it, so that one run tells all.
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
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode()
      .include(`[${mark}]`)
      .options({
        runOnly: { type: 'tag', values: standards },
        resultTypes: ['violations'],
        iframes: false,
        preload: false,
      })
      .analyze();
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 240)} ${failureSummary}`),
      );
    expect.soft(serious, `${name}, ${colorScheme}`).toEqual([]);
  }
  await part.evaluate((element, attribute) => element.removeAttribute(attribute), mark);
}
