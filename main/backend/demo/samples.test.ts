import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCandidate, listPositions } from '../../../shared/api/candidates.ts';
import { listApplications } from '../../../shared/api/process.ts';
import {
  finishSetUp,
  loadSamples,
  removeSamples,
  setUpWorkspace,
} from '../../../shared/api/setup.ts';
import { getWorkspace } from '../../../shared/api/workspace.ts';
import { errors } from '../../../shared/errors.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

const company = {
  company_name: '北京某某有限公司',
  uname: '李招聘',
  uemail: 'li@example.com',
  time_zone: 'Asia/Shanghai',
};
const count = (table: string) =>
  backend.database.prepare<[], number>(`SELECT COUNT(*) FROM ${table}`).pluck().get();

it('asks for the company, then for the data, then for nothing more', async () => {
  const step = async () => (await backend.call(getWorkspace, {})).results.first_start;
  expect(await step()).toBe('company');
  const refused = await backend.call(setUpWorkspace, { ...company, time_zone: 'Mars/Olympus' });
  expect(refused.err_no).toBe(errors.invalidParameter.number);
  expect(await step()).toBe('company');
  const { results } = await backend.call(setUpWorkspace, company);
  expect(results).toMatchObject({ ...company, first_start: 'data' });
  expect((await backend.call(finishSetUp, {})).results.first_start).toBe('done');
});

it('adds the samples under the own company, sends none of their messages, and removes them', async () => {
  await backend.call(setUpWorkspace, company);
  const { results } = await backend.call(loadSamples, {});
  expect(results).toMatchObject({ ...company, samples: true, first_start: 'done' });
  const listed = await backend.call(listApplications, { stage_type_id: 3 });
  expect(listed.results.pagination.total).toBe(137);
  expect(
    backend.database.prepare(`SELECT COUNT(*) FROM outbox WHERE state = 'queued'`).pluck().get(),
  ).toBe(0);
  expect(
    backend.database
      .prepare('SELECT COUNT(*) FROM application_events WHERE uid NOT IN (0, ?)')
      .pluck()
      .get(results.uid),
  ).toBe(0);
  expect((await backend.call(loadSamples, {})).err_no).toBe(errors.workspaceNotEmpty.number);

  const position = (await backend.call(listPositions, {})).results.dataList[0];
  await backend.call(createCandidate, {
    resume_name: '真人',
    resume_phone: '13800000001',
    tob_position_id: position?.tob_position_id ?? 0,
  });
  expect((await backend.call(removeSamples, {})).results.samples).toBe(false);
  expect(count('candidates')).toBe(1);
  expect(count('applications')).toBe(1);
  expect(count('certificates')).toBe(0);
  expect(count('blobs')).toBe(0);
  const left = (await backend.call(listPositions, {})).results.dataList;
  expect(left.map(({ tob_position_id }) => tob_position_id)).toEqual([position?.tob_position_id]);
  expect((await backend.call(removeSamples, {})).err_no).toBe(errors.samplesNotLoaded.number);
}, 60_000);
