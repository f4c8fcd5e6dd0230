import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  buildOutputs,
  candidateOutput,
  mainOutput,
  preloadOutput,
  workstationOutput,
} from '../../../main/launcher/build-outputs.ts';
import { writeStubElectron } from './stub-electron.ts';

interface Asar {
  listPackage(archive: string, options: { isPack: boolean }): string[];
  statFile(archive: string, path: string): { size?: number; files?: unknown; unpacked?: boolean };
  extractFile(archive: string, path: string): Buffer;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const require = createRequire(import.meta.resolve('electron-builder'));
const asar = createRequire(require.resolve('app-builder-lib'))('@electron/asar') as Asar;
const workers = ['rendition.worker.js', 'import.worker.js'];

let folder: string;
let archive: string;
let files: string[];
beforeAll(async () => {
  await buildOutputs([workstationOutput, candidateOutput, mainOutput, preloadOutput]);
  folder = mkdtempSync(join(tmpdir(), 'credo-pack-'));
  const manifest = readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8');
  writeStubElectron(join(folder, 'electron'), JSON.parse(manifest).version);
  await promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules', 'electron-builder', 'cli.js'),
      ...['--linux', '--x64', '--dir', '--publish', 'never'],
      `-c.electronDist=${join(folder, 'electron')}`,
      `-c.directories.output=${join(folder, 'packed')}`,
    ],
    { cwd: root },
  );
  archive = join(folder, 'packed', 'linux-unpacked', 'resources', 'app.asar');
  files = asar
    .listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').slice(1))
    .filter((path) => asar.statFile(archive, path).files === undefined);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('packs what is built: the main process, its workers, the demo’s samples, the preload and both pages', () => {
  expect(files).toEqual(
    expect.arrayContaining([
      'package.json',
      'out/main/index.js',
      ...workers.map((name) => `out/main/${name}`),
      'out/main/samples/degree-photo.jpg',
      'out/preload/index.cjs',
      'out/workstation/index.html',
      'out/candidate/index.html',
    ]),
  );
  const manifest = JSON.parse(asar.extractFile(archive, 'package.json').toString());
  expect(manifest).toMatchObject({ main: 'out/main/index.js', type: 'module' });
});

it('packs every package that the main process imports, and what those need', () => {
  const missing: string[] = [];
  const packages = new Set(files.flatMap((path) => packageOf.exec(path)?.[0] ?? []));
  for (const name of importedPackages()) {
    if (!packages.has(`node_modules/${name}`)) missing.push(name);
  }
  for (const path of packages) {
    if (!files.includes(`${path}/package.json`)) continue;
    const manifest = JSON.parse(asar.extractFile(archive, `${path}/package.json`).toString());
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      const nested = `${path}/node_modules/${name}/package.json`;
      if (leftOut.has(name) || files.includes(nested)) continue;
      if (!packages.has(`node_modules/${name}`)) missing.push(`${name}, for ${path}`);
    }
  }
  expect(missing).toEqual([]);
});

const packageOf = /^node_modules\/(?:@[^/]+\/)?[^/]+/;
/** Headers for compiling, of no use in a package. */
const leftOut = new Set(['node-addon-api']);

/** The packages that the built main process imports. */
function importedPackages(): Set<string> {
  const names = new Set<string>();
  for (const file of readdirSync(join(root, 'out', 'main'))) {
    if (!file.endsWith('.js')) continue;
    const text = readFileSync(join(root, 'out', 'main', file), 'utf8');
    for (const [, specifier = ''] of text.matchAll(/^import [^;\n]*?"([^"\n]+)";$/gm)) {
      const name = packageOf.exec(`node_modules/${specifier}`)?.[0]?.slice('node_modules/'.length);
      if (name && !/^(\.|node:|electron$)/.test(specifier)) names.add(name);
    }
  }
  expect(names).toContain('better-sqlite3');
  return names;
}

it('leaves out the development runtime, sources, tests and samples of tests', () => {
  const unwanted = files.filter(
    (path) =>
      /^(main|renderer|preload|shared|test|\.cache|\.ci|dist)\//.test(path) ||
      /^node_modules\/(node-(linux|win|darwin|bin-darwin)|electron\/|electron-builder|vite|vitest|playwright|typescript)/.test(
        path,
      ) ||
      (/\.(ts|tsx|mts|cts|map)$/.test(path) && !path.startsWith('out/')),
  );
  expect(unwanted).toEqual([]);
});

it('keeps native modules outside the archive, those of the target alone', () => {
  const native = files.filter((path) => path.endsWith('.node'));
  expect(native).toEqual(['node_modules/better-sqlite3/prebuilds/linux-x64.node']);
  expect(asar.statFile(archive, native[0] ?? '').unpacked).toBe(true);
  expect(statSync(join(`${archive}.unpacked`, native[0] ?? '')).size).toBeGreaterThan(100_000);
});

it('is of a sensible size', () => {
  expect(statSync(archive).size).toBeLessThan(60 * 1024 * 1024);
});

it('sets every fuse that the configuration names', async () => {
  const binary = join(folder, 'packed', 'linux-unpacked', 'credo');
  expect(await getCurrentFuseWire(binary)).toMatchObject({
    [FuseV1Options.RunAsNode]: FuseState.DISABLE,
    [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
    [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
    [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: FuseState.DISABLE,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
  });
});
