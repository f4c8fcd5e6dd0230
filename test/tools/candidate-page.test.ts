import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Identifier, type MemberExpression, type Program, parse } from 'acorn';
import { full } from 'acorn-walk';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { downloadPath, uploadWithToken } from '../../shared/api/attachments.ts';
import { candidatePageDataId, candidatePaths } from '../../shared/candidate-page-names.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bytes of script, compressed, that a candidate's phone may be asked to load. */
const scriptLimit = 100 * 1000;

/**
 * Of those, what React has in its own code: asked for with `typeof` and replaced where it is missing,
 * or in features that the page doesn't use (view transitions, fragment refs).
 */
const inReact = [
  '.allSettled',
  'AbortController',
  'AbortSignal',
  'navigation',
  'queueMicrotask',
  'reportError',
];

/** What Chrome 64 or Safari 12 lack. */
const newGlobals = [
  'globalThis',
  'structuredClone',
  'queueMicrotask',
  'reportError',
  'AbortController',
  'AbortSignal',
  'BigInt',
  'WeakRef',
  'FinalizationRegistry',
  'ResizeObserver',
  'AggregateError',
  'scheduler',
  'navigation',
];
const newMembers = [
  'allSettled',
  'any',
  'at',
  'copyWithin',
  'findLast',
  'findLastIndex',
  'flat',
  'flatMap',
  'fromEntries',
  'groupBy',
  'hasOwn',
  'matchAll',
  'randomUUID',
  'replaceAll',
  'replaceChildren',
  'subtle',
  'toReversed',
  'toSorted',
  'toSpliced',
  'trimEnd',
  'trimStart',
  'withResolvers',
  'clipboard',
  'mediaDevices',
  'serviceWorker',
];

let folder: string;
let script: string;
let css: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'credo-candidate-page-'));
  // A process of its own, because a test's environment would bundle React's development build.
  execFileSync(
    process.execPath,
    [
      join(root, 'node_modules/vite/bin/vite.js'),
      'build',
      '--config=renderer/candidate/vite.config.ts',
      `--outDir=${folder}`,
      '--logLevel=error',
    ],
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
  );
  const read = (end: string) =>
    readdirSync(join(folder, 'assets'))
      .filter((name) => name.endsWith(end))
      .map((name) => readFileSync(join(folder, 'assets', name), 'utf8'))
      .join('\n');
  script = read('.js');
  css = read('.css');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('loads less than 100 kB of script, compressed', () => {
  const bytes = gzipSync(script).length;
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(scriptLimit);
});

it('is written in the JavaScript of 2018', () => {
  const program = parse(script, { ecmaVersion: 2018, sourceType: 'module' });
  expect(program.body.length).toBeGreaterThan(0);
});

it('relies on nothing that phones of 2018 lack', () => {
  const program: Program = parse(script, { ecmaVersion: 2018, sourceType: 'module' });
  const found = new Set<string>();
  full(program, (node) => {
    if (node.type === 'Identifier') {
      const { name } = node as Identifier;
      if (newGlobals.includes(name)) found.add(name);
    } else if (node.type === 'MemberExpression') {
      const { property, computed } = node as MemberExpression;
      if (!computed && property.type === 'Identifier' && newMembers.includes(property.name)) {
        found.add(`.${property.name}`);
      }
    }
  });
  expect([...found].sort()).toEqual(inReact);
});

it('lays out without what Chrome 64 and Safari 12 lack', () => {
  expect(css).not.toMatch(
    /[{;]\s*(inset|aspect-ratio|accent-color|row-gap|column-gap):|clamp\(|\bmin\(|:is\(|:where\(|:has\(|@layer|@container|\d[ds]vh/,
  );
});

it('has a place for its data, and calls the paths that the API has', () => {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  expect(html).toContain(`<script type="application/json" id="${candidatePageDataId}"></script>`);
  expect(candidatePaths).toEqual({ upload: uploadWithToken.path, download: downloadPath });
});
