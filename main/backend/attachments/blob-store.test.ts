import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BlobStore } from './blob-store.ts';

let folder: string;
let named: Set<string>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credo-blobs-'));
  named = new Set();
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => new BlobStore(folder, (sha256) => named.has(sha256));
async function* source(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}
const shaOf = (text: string) => createHash('sha256').update(text).digest('hex');
const incoming = () => readdirSync(join(folder, 'incoming'));

it('keeps a file at the address of its content', async () => {
  const blobs = open();
  const received = await blobs.receive(source('hello ', 'world'));
  expect(received).toMatchObject({ size: 11, sha256: shaOf('hello world') });
  const kept = await blobs.keep(received);
  named.add(kept.sha256);
  kept.release();
  expect(existsSync(blobs.folder.path(shaOf('hello world')))).toBe(true);
  expect(incoming()).toEqual([]);
});

it('leaves nothing of a source that fails, of a discarded file, of one that no row names', async () => {
  const blobs = open();
  const failing = async function* () {
    yield Buffer.from('x');
    throw new Error('the client went away');
  };
  await expect(blobs.receive(failing())).rejects.toThrow('the client went away');
  await blobs.discard(await blobs.receive(source('y')));
  const kept = await blobs.keep(await blobs.receive(source('z')));
  kept.release();
  expect(existsSync(blobs.folder.path(kept.sha256))).toBe(false);
  expect(incoming()).toEqual([]);
});

it('holds a file that two are about to name until both are done', async () => {
  const blobs = open();
  const [one, other] = [
    await blobs.keep(await blobs.receive(source('same'))),
    await blobs.keep(await blobs.receive(source('same'))),
  ];
  one.release();
  one.release();
  expect(blobs.removeUnnamed(one.sha256)).toBe(false);
  expect(await blobs.sweep()).toBe(0);
  named.add(other.sha256);
  other.release();
  expect(existsSync(blobs.folder.path(other.sha256))).toBe(true);
});

it('sweeps what a crash left, and nothing that it does not know', async () => {
  const first = open();
  const kept = await first.keep(await first.receive(source('kept')));
  named.add(kept.sha256);
  kept.release();
  const stray = await first.keep(await first.receive(source('stray')));
  await first.receive(source('half'));
  mkdirSync(join(folder, 'blobs', 'zz'));
  writeFileSync(join(folder, 'blobs', 'zz', 'notes.txt'), '');

  const second = open();
  expect(incoming()).toEqual([]);
  expect(await second.sweep()).toBe(1);
  expect(existsSync(second.folder.path(stray.sha256))).toBe(false);
  expect(existsSync(second.folder.path(kept.sha256))).toBe(true);
  expect(existsSync(join(folder, 'blobs', 'zz', 'notes.txt'))).toBe(true);
});

it('never builds a path from anything but a hash', () => {
  expect(() => open().folder.path('../../credo.db')).toThrow(RangeError);
});
