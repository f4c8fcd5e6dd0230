import { existsSync, rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { leaveCompany } from '../../shared/api/sync.ts';
import { ApplicationStore } from '../backend/applications/application-store.ts';
import {
  asAttachments,
  candidatePost,
  requestCertificate,
  seedApplication,
  upload,
} from '../backend/certificates/test-certificates.ts';
import type { TestBackend } from '../backend/test-backend.ts';
import { expectSettled, meet, TestCompany } from './testing/test-company.ts';

let company: TestCompany;

beforeAll(async () => {
  company = await TestCompany.start();
});
beforeEach(() => company.renew());
afterEach(() => company.close());
afterAll(() => company.dispose());

const positions = ({ database }: TestBackend) =>
  database.prepare('SELECT name FROM positions ORDER BY name').pluck().all();
const addPosition = (backend: TestBackend, name: string) =>
  new ApplicationStore(backend.database, backend.platform).createPosition({ name });
const devices = () =>
  company.centre.database<{ revoked: boolean }[]>`
    SELECT revoked_at IS NOT NULL AS revoked FROM device ORDER BY enrolled_at, device_id`;

it('ends the device’s access, and brings what was not sent and what was done alone back', async () => {
  const first = await company.joined('周敏', (backend) => {
    seedApplication(backend);
    backend.database
      .prepare(
        `INSERT INTO audit_log(created_at, uid, action, application_id)
         SELECT 1, ?, 'viewRecord', application_id FROM applications`,
      )
      .run(backend.workspace.user.uid);
  });
  const logged = () =>
    first.database
      .prepare('SELECT uid FROM audit_log JOIN applications USING (application_id)')
      .pluck()
      .all();
  expect(logged()).toEqual([first.workspace.user.uid]);
  const second = await company.joined('陈立');
  await meet(first, second);
  first.sync.pause(true);
  addPosition(first, '离开前没有发送');
  expect((await first.call(leaveCompany, {})).results.state).toBe('alone');
  expect((await devices()).filter(({ revoked }) => revoked)).toHaveLength(1);

  addPosition(first, '独自新增');
  first.database.exec(`UPDATE candidates SET phone = '13900001111'`);
  addPosition(second, '公司新增');
  await second.sync.syncNow();

  await company.join(first, '周敏（回来了）');
  // Who looked at what is known under the new numbers, and no other change is taken.
  expect(logged()).toEqual([first.sync.membership?.uid]);
  expect(() => first.database.exec('UPDATE audit_log SET uid = 0')).toThrow('append-only');
  addPosition(first, '回来后新增');
  await meet(first, second);
  expectSettled(first, second);
  expect(positions(second)).toEqual(positions(first));
  expect(positions(second)).toEqual(
    expect.arrayContaining(['离开前没有发送', '独自新增', '公司新增', '回来后新增']),
  );
  const phone = second.database.prepare('SELECT phone FROM candidates').pluck().get();
  expect(phone).toBe('13900001111');
});

it('still gets the files that had not come when it left', async () => {
  const first = await company.joined('周敏', async (backend) => {
    seedApplication(backend);
    const { token } = await requestCertificate(backend);
    const attachments = asAttachments([await upload(backend, token)]);
    await candidatePost(backend, degreeCertificate.submitResult.path, { token, attachments });
  });
  const second = await company.joined('陈立');
  await meet(first, second);
  const file = second.database.prepare<[], string>('SELECT sha256 FROM blobs').pluck().get() ?? '';
  const path = second.blobs.folder.path(file);
  expect(existsSync(path)).toBe(true);
  second.sync.pause(true);
  rmSync(path);
  second.database.exec(`UPDATE sync_files SET state = 'waiting'`);
  await second.call(leaveCompany, {});
  await company.join(second, '陈立（回来了）');
  await meet(first, second);
  expectSettled(first, second);
  expect(existsSync(path)).toBe(true);
});

it('takes everything along to another company, under numbers that are nobody else’s there', async () => {
  const first = await company.joined('周敏', (backend) => seedApplication(backend));
  const colleague = await company.joined('陈立');
  addPosition(colleague, '同事新增');
  await meet(first, colleague);
  await first.call(leaveCompany, {});
  addPosition(first, '独自新增');
  await company.renew();
  const other = await company.joined('吴迪', (backend) => {
    addPosition(backend, '另一家的职位');
  });
  const another = await company.joined('郑洁');
  addPosition(another, '另一家的第二台');
  await company.join(first, '周敏');
  await meet(first, other, another);
  expectSettled(first, other, another);
  expect(positions(first)).toHaveLength(5);
  for (const backend of [other, another]) {
    expect(positions(backend)).toEqual(positions(first));
    const application = backend.database
      .prepare('SELECT p.name FROM applications a JOIN positions p USING (tob_position_id)')
      .pluck();
    expect(application.all()).toEqual(['保安队长sy']);
  }
});
