import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { dismissCopy, getSyncStatus, leaveCompany } from '../../../shared/api/sync.ts';
import { copyWords } from '../../../shared/sync/sync-words.ts';
import { ApplicationStore } from '../../backend/applications/application-store.ts';
import type { TestBackend } from '../../backend/test-backend.ts';
import { expectSettled, meet, TestCompany } from '../testing/test-company.ts';

let company: TestCompany;
let folder: string;

beforeAll(async () => {
  company = await TestCompany.start();
});
beforeEach(async () => {
  await company.renew();
  folder = mkdtempSync(join(tmpdir(), 'credo-copies-'));
});
afterEach(async () => {
  await company.close();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => company.dispose());

const positions = ({ database }: TestBackend) =>
  database.prepare('SELECT name FROM positions ORDER BY name').pluck().all();
const addPosition = (backend: TestBackend, name: string) =>
  new ApplicationStore(backend.database, backend.platform).createPosition({ name });
const incarnation = ({ sync }: TestBackend) => sync.membership?.incarnation;
const told = async (backend: TestBackend) =>
  (await backend.call(getSyncStatus, {})).results.copy_text;

const open = (name: string, marks = 'marks') =>
  company.open({ dataFolder: join(folder, name), deviceFolder: join(folder, marks) });

/** A workstation whose folder is the test's to copy, with something that it has sent. */
async function workstation(name: string): Promise<TestBackend> {
  const seed = company.open();
  seed.close();
  cpSync(seed.dataFolder, join(folder, name), { recursive: true });
  const backend = open(name);
  await company.join(backend, '周敏');
  addPosition(backend, '复制之前');
  await backend.sync.syncNow();
  return backend;
}

async function close(backend: TestBackend): Promise<void> {
  await backend.sync.stop();
  backend.close();
}

const copy = (from: string, to: string) =>
  cpSync(join(folder, from), join(folder, to), { recursive: true });

/** Starts again what was joined. */
function start(name: string, marks?: string): TestBackend {
  const backend = open(name, marks);
  backend.sync.start();
  return backend;
}

it.each(['marks', 'another machine'])(
  'lets a copied folder work beside the original, both at once (%s)',
  async (marks) => {
    const before = await workstation('original');
    const own = incarnation(before);
    before.sync.pause(true);
    addPosition(before, '复制时没有发送');
    await close(before);
    copy('original', 'copy');
    const original = start('original');
    const copied = start('copy', marks);
    expect([incarnation(original), await told(original)]).toEqual([own, '']);
    expect(incarnation(copied)).not.toBe(own);
    expect(await told(copied)).toBe(copyWords.copied.zh);

    // Before either has reached the centre: their rows do not take each other's numbers.
    addPosition(original, '原来的新增');
    addPosition(copied, '副本的新增');
    original.sync.pause(false);
    copied.sync.pause(false);
    await meet(original, copied);
    addPosition(original, '原来的又一项');
    addPosition(copied, '副本的又一项');
    await meet(original, copied);
    expectSettled(original, copied);
    expect(positions(copied)).toEqual(positions(original));
    expect(positions(original)).toHaveLength(6);

    expect((await copied.call(dismissCopy, {})).results.copy_text).toBe('');
    await copied.call(leaveCompany, {});
    await original.sync.syncNow();
    expect(original.sync.status().state).toBe('current');
  },
);

it('goes on from an older backup in its place without taking numbers twice', async () => {
  const before = await workstation('original');
  await close(before);
  copy('original', 'backup');
  const later = start('original');
  addPosition(later, '备份之后');
  await later.sync.syncNow();
  const own = incarnation(later);
  const colleague = await company.joined('陈立');
  await close(later);
  rmSync(join(folder, 'original'), { recursive: true });
  renameSync(join(folder, 'backup'), join(folder, 'original'));

  const restored = open('original');
  expect(incarnation(restored)).not.toBe(own);
  expect(await told(restored)).toBe(copyWords.restored.zh);
  addPosition(restored, '恢复之后');
  restored.sync.start();
  await meet(restored, colleague);
  expectSettled(restored, colleague);
  expect(positions(restored)).toEqual(['备份之后', '复制之前', '恢复之后'].sort());
  expect(positions(colleague)).toEqual(positions(restored));
  const [revoked] = await company.centre.database`
    SELECT count(*)::integer AS count FROM device WHERE revoked_at IS NOT NULL`;
  expect(revoked?.count).toBe(0);
});

it('is itself where its folder was moved, and where nothing happened', async () => {
  const before = await workstation('original');
  const own = incarnation(before);
  await close(before);
  renameSync(join(folder, 'original'), join(folder, 'moved'));
  const moved = start('moved');
  addPosition(moved, '移动之后');
  await moved.sync.syncNow();
  expect([incarnation(moved), await told(moved)]).toEqual([own, '']);
  await close(moved);
  const again = start('moved');
  await again.sync.syncNow();
  expectSettled(again);
  expect([incarnation(again), await told(again)]).toEqual([own, '']);
});
