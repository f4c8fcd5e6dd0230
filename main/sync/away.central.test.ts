import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { keepAcknowledgedDays } from '../../shared/sync/protocol.ts';
import { ApplicationStore } from '../backend/applications/application-store.ts';
import { seedApplication } from '../backend/certificates/test-certificates.ts';
import type { TestBackend } from '../backend/test-backend.ts';
import { pruneHistory } from '../central/sync/prune-history.ts';
import { expectSettled, meet, TestCompany } from './testing/test-company.ts';

let company: TestCompany;

beforeAll(async () => {
  company = await TestCompany.start();
});
beforeEach(() => company.renew());
afterEach(() => company.close());
afterAll(() => company.dispose());

const day = 86_400_000;
const positions = ({ database }: TestBackend) =>
  database.prepare('SELECT name FROM positions ORDER BY name').pluck().all();
const addPosition = (backend: TestBackend, name: string) =>
  new ApplicationStore(backend.database, backend.platform).createPosition({ name });

it('takes everything afresh after being away for longer than the history, and keeps its own', async () => {
  const first = await company.joined('周敏', (backend) => seedApplication(backend));
  const away = await company.joined('陈立');
  await meet(first, away);
  away.sync.pause(true);
  addPosition(away, '离线新增');
  away.database.exec(`UPDATE candidates SET phone = '13900001111'`);
  addPosition(first, '同事新增');
  const gone = addPosition(first, '同事新增又删除');
  await first.sync.syncNow();
  first.database.prepare('DELETE FROM positions WHERE tob_position_id = ?').run(gone);
  await first.sync.syncNow();
  await pruneHistory(company.centre.centre, 180);
  company.centre.clock.now += 200 * day;
  expect(await pruneHistory(company.centre.centre, 180)).toBeGreaterThan(0);

  const { incarnation } = away.sync.membership ?? {};
  away.sync.pause(false);
  await meet(away, first);
  expectSettled(first, away);
  expect(away.sync.membership?.incarnation).toBe(incarnation);
  expect(positions(away)).toEqual(positions(first));
  expect(positions(first)).toEqual(expect.arrayContaining(['离线新增', '同事新增']));
  expect(positions(first)).not.toContain('同事新增又删除');
  for (const { database } of [first, away]) {
    expect(database.prepare('SELECT phone FROM candidates').pluck().get()).toBe('13900001111');
  }
});

it('forgets what was answered long ago, and is the same device afterwards', async () => {
  const backend = await company.joined('周敏', (workstation) => seedApplication(workstation));
  const kept = () => backend.database.prepare('SELECT COUNT(*) FROM sync_outbox').pluck().get();
  const { incarnation } = backend.sync.membership ?? {};
  expect(kept()).toBeGreaterThan(0);
  company.centre.clock.now += (keepAcknowledgedDays + 1) * day;
  await backend.sync.syncNow();
  expect(kept()).toBe(0);
  company.centre.clock.now += day;
  await backend.sync.syncNow();
  addPosition(backend, '之后新增');
  await backend.sync.syncNow();
  expectSettled(backend);
  expect(backend.sync.membership?.incarnation).toBe(incarnation);

  // A centre put back to a copy of before that: numbers would have a gap.
  company.centre.clock.now += (keepAcknowledgedDays + 1) * day;
  await backend.sync.syncNow();
  await company.centre.database`UPDATE incarnation SET accepted_client_seq = 1
    WHERE device_id = ${backend.sync.membership?.device_id ?? ''}`;
  company.centre.clock.now += day;
  await backend.sync.syncNow();
  addPosition(backend, '更晚新增');
  await backend.sync.syncNow();
  expectSettled(backend);
  expect(backend.sync.membership?.incarnation).not.toBe(incarnation);
  expect(backend.sync.copy).toBeNull();
});
