import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A browser that Playwright can drive on this machine. */
export interface Browser {
  readonly name: string;
  readonly executablePath: string;
  readonly args: readonly string[];
}

const systemNames = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'chrome.exe',
  'msedge.exe',
];

const systemPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Chromium refuses its sandbox to root; containers give /dev/shm too little. Without a graphics card
 * its own painting is far quicker than an emulated one.
 */
const rootArgs = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];

/**
 * Switches of `@sparticuz/chromium` that would make a test mean less (no same-origin policy), fall
 * over (one process for everything) or take long (an emulated graphics card).
 */
const unwanted =
  /^--(disable-web-security|ignore-gpu-blocklist|in-process-gpu|use-gl|use-angle|enable-unsafe-swiftshader|allow-running-insecure-content|single-process|no-zygote|headless|disable-features|disable-site-isolation-trials)/;

/**
 * `CREDO_BROWSER` where it is set; on Linux the Chromium that npm brings; else the system's Chrome,
 * Chromium or Edge.
 * @returns why there is none, where there is none
 */
export async function findBrowser(): Promise<Browser | { reason: string }> {
  const chosen = process.env.CREDO_BROWSER;
  if (chosen) return { name: 'CREDO_BROWSER', executablePath: chosen, args: rootArgs };
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: chromium } = await import('@sparticuz/chromium');
    return {
      name: '@sparticuz/chromium',
      executablePath: await chromium.executablePath(),
      args: [...chromium.args.filter((arg) => !unwanted.test(arg)), ...rootArgs],
    };
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    ...systemPaths,
    ...folders.flatMap((folder) => systemNames.map((name) => join(folder, name))),
  ];
  const executablePath = candidates.find((path) => existsSync(path));
  return executablePath
    ? { name: executablePath, executablePath, args: [] }
    : { reason: 'no Chrome, Chromium or Edge on this machine' };
}
