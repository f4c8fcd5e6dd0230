import { join } from 'node:path';
import { electronBinary, hasDisplay } from '../../../main/launcher/electron-binary.ts';
import { findBrowser } from '../../e2e/harness/browser.ts';

/** A suite of `npm test`. */
export interface Suite {
  readonly name: string;
  /** What runs it, from the repository's root, with the running Node. */
  readonly command: (reportFile: string) => readonly string[];
  readonly environment?: (reportFile: string) => Readonly<Record<string, string>>;
  readonly format: 'vitest' | 'playwright';
  /** Why it can't run on this machine; undefined where it can. */
  readonly obstacle?: () => Promise<string | undefined>;
}

const bin = (name: string, file: string) => join('node_modules', name, file);

/** @param projects of `test/vitest.config.ts` */
function vitest(name: string, ...projects: string[]): Suite {
  return {
    name,
    format: 'vitest',
    command: (reportFile) => [
      bin('vitest', 'vitest.mjs'),
      ...['run', '--config', 'test/vitest.config.ts', '--passWithNoTests=false'],
      ...projects.flatMap((project) => ['--project', project]),
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`],
    ],
  };
}

function playwright(name: string, config: string, obstacle: Suite['obstacle']): Suite {
  return {
    name,
    format: 'playwright',
    obstacle,
    command: () => [
      bin('@playwright/test', 'cli.js'),
      ...['test', '--config', config, '--reporter=list,json'],
    ],
    environment: (reportFile) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile }),
  };
}

async function noBrowser(): Promise<string | undefined> {
  try {
    const browser = await findBrowser();
    return 'reason' in browser ? browser.reason : undefined;
  } catch (error) {
    return `no browser: ${(error as Error).message}`;
  }
}

async function noElectron(): Promise<string | undefined> {
  if (!electronBinary()) return 'the Electron binary is not installed (node_modules/electron/dist)';
  return hasDisplay() ? undefined : 'no display (neither DISPLAY nor WAYLAND_DISPLAY is set)';
}

/** Every suite, in the order they run: the quick ones first. */
export const suites: readonly Suite[] = [
  vitest('unit', 'unit', 'renderer'),
  vitest('contract', 'contract'),
  vitest('central', 'central'),
  vitest('electron wiring', 'electron'),
  vitest('faults', 'faults'),
  playwright('browser', 'test/e2e/playwright.config.ts', noBrowser),
  playwright('electron window', 'test/electron/window/playwright.config.ts', noElectron),
];
