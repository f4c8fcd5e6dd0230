import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStaticFiles, type StaticFiles } from './static-files.ts';

let folder: string;
let files: StaticFiles;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'credo-files-'));
  mkdirSync(join(folder, 'public', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'public', '.hidden'), 'hidden');
  writeFileSync(join(folder, 'public', 'index.html'), '<p>学历</p>');
  writeFileSync(join(folder, 'public', 'assets', 'index-a1B2c3D4.js'), 'run();');
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'public', 'link.txt'));
  files = createStaticFiles(join(folder, 'public'), { fallback: 'index.html', compress: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  files(new Request(`http://127.0.0.1${path}`, { headers, method }));

it('serves files with their type, hashed ones for good', async () => {
  const script = await get('/assets/index-a1B2c3D4.js');
  expect(await script.text()).toBe('run();');
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(script.headers.get('cache-control')).toContain('immutable');
  const page = await get('/');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const again = await get('/', { 'if-none-match': page.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
});

it('answers a path of the app with its page, and a missing file with 404', async () => {
  expect(await (await get('/offer/settings')).text()).toBe('<p>学历</p>');
  expect((await get('/assets/gone.js')).status).toBe(404);
});

it.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%5c..%5csecret.txt',
  '/.hidden',
  '/link.txt',
  '/index.html%00.txt',
  '/%ff.txt',
])('reaches nothing outside its folder: %s', async (path) => {
  expect((await get(path)).status).toBe(404);
});

it('reads only, and compresses for whom accepts it', async () => {
  expect((await get('/', {}, 'POST')).status).toBe(405);
  const head = await get('/', {}, 'HEAD');
  expect([head.status, await head.text()]).toEqual([200, '']);
  const zipped = await get('/', { 'accept-encoding': 'gzip, br;q=0' });
  expect(zipped.headers.get('content-encoding')).toBe('gzip');
  expect(gunzipSync(await zipped.arrayBuffer()).toString()).toBe('<p>学历</p>');
});
