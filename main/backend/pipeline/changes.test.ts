import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../../shared/api/events.ts';
import {
  eliminate,
  getApplication,
  history,
  moveStage,
  restore,
  updateFields,
} from '../../../shared/api/process.ts';
import { ApplicationStore } from '../applications/application-store.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';

let backend: TestBackend;
let id: number;
beforeEach(() => {
  backend = createTestBackend();
  const store = new ApplicationStore(backend.database, backend.platform);
  id = store.createApplication({
    tob_resume_id: store.createCandidate({ name: '宋海洋' }),
    tob_position_id: store.createPosition({ name: '会计' }),
    stage_id: 7,
  });
});
afterEach(() => backend.dispose());

const row = async () => (await backend.call(getApplication, { application_id: id })).results;
const events = async () =>
  (await backend.call(history, { application_id: id })).results.dataList.map(
    ({ event_type, detail }) => ({ event_type, detail }),
  );

describe('moveStage', () => {
  it('moves to the first step, records it, and comes first in the order of changes', async () => {
    const store = new ApplicationStore(backend.database, backend.platform);
    store.createApplication({
      tob_resume_id: store.createCandidate({ name: '张三' }),
      tob_position_id: 1,
    });
    const published: LiveEvent[] = [];
    backend.live.subscribe((event) => published.push(event));
    backend.clock.now += 60_000;
    const moved = await backend.call(moveStage, {
      application_id: id,
      stage_id: 8,
      expected_revision: 1,
      remark: '面试通过',
    });
    expect(moved.results).toMatchObject({
      stage_type_id: 3,
      stage_id: 8,
      step_id: 3311,
      revision: 2,
      updated_at: '2026-03-02 09:01:00',
    });
    expect(await events()).toEqual([
      {
        event_type: 'stage_move',
        detail: {
          from_stage_id: 7,
          from_stage_name: '面试',
          from_step_id: 3306,
          from_step_name: '初试',
          to_stage_id: 8,
          to_stage_name: 'offer',
          to_step_id: 3311,
          to_step_name: '背景调查',
          remark: '面试通过',
        },
      },
    ]);
    const newest = backend.database
      .prepare('SELECT application_id FROM applications ORDER BY changed_sequence DESC LIMIT 1')
      .get();
    expect(newest).toEqual({ application_id: id });
    await new Promise((resolve) => setImmediate(resolve));
    expect(published).toEqual([{ type: 'application', application_id: id }]);
  });

  it('changes nothing where the application is there already', async () => {
    await backend.call(moveStage, { application_id: id, stage_id: 7, step_id: 3307 });
    const before = await row();
    expect((await backend.call(moveStage, { application_id: id, stage_id: 7 })).results).toEqual(
      before,
    );
    expect(await events()).toHaveLength(1);
  });

  it('refuses an old revision, a stage of another process and a step of another stage', async () => {
    backend.database.exec(
      `INSERT INTO processes(process_id, name) VALUES (2, '校招');
       INSERT INTO stages(stage_id, process_id, stage_type_id, name, position) VALUES (50, 2, 1, '', 0)`,
    );
    const refused = async (request: object) =>
      (await backend.call(moveStage, { application_id: id, stage_id: 8, ...request })).err_no;
    expect(await refused({ expected_revision: 7 })).toBe(2006);
    expect(await refused({ stage_id: 50 })).toBe(2005);
    expect(await refused({ step_id: 3301 })).toBe(2005);
    expect(await refused({ application_id: 99 })).toBe(2002);
    expect((await row()).revision).toBe(1);
    expect(await events()).toEqual([]);
  });
});

it('eliminates and restores, each from the other state only', async () => {
  expect((await backend.call(restore, { application_id: id })).err_no).toBe(2008);
  const gone = await backend.call(eliminate, { application_id: id, remark: '薪资不符' });
  expect(gone.results).toMatchObject({ list_state: 2, stage_id: 7, revision: 2 });
  expect((await backend.call(eliminate, { application_id: id })).err_no).toBe(2007);
  expect((await backend.call(moveStage, { application_id: id, stage_id: 8 })).err_no).toBe(2007);
  const fields = { offerStatus: 1 };
  expect((await backend.call(updateFields, { application_id: id, fields })).err_no).toBe(2007);
  const back = await backend.call(restore, { application_id: id });
  expect(back.results).toMatchObject({ list_state: 1, stage_id: 7, step_id: 3306, revision: 3 });
  expect((await events()).map(({ event_type }) => event_type)).toEqual(['restore', 'eliminate']);
});

describe('updateFields', () => {
  it('sets statuses, times and dates and records what changed', async () => {
    const fields = {
      offerStatus: 2,
      estimateType: 2,
      interviewTime: '2026-03-05 14:30:00',
      entryTime: '2026-04-01',
      reviewStatus: 0,
    };
    const updated = await backend.call(updateFields, { application_id: id, fields });
    expect(updated.results).toMatchObject({
      offerStatus: 2,
      interviewTime: '2026-03-05 14:30:00',
      entryTime: '2026-04-01',
      revision: 2,
    });
    expect((await events())[0]?.detail).toEqual({
      changes: [
        { key: 'interviewTime', from: null, to: '2026-03-05 14:30:00' },
        { key: 'offerStatus', from: 0, to: 2 },
        { key: 'entryTime', from: null, to: '2026-04-01' },
        { key: 'estimateType', from: 0, to: 2 },
      ],
      remark: '',
    });
    await backend.call(updateFields, { application_id: id, fields });
    expect((await row()).revision).toBe(2);
  });

  it.each([
    [{ offerStatus: 2, entryTime: '2026-02-30' }, 1100],
    [{ offerStatus: 9 }, 1100],
    [{ interviewTime: 5 }, 1100],
    [{ degreeCertificate: 3 }, 1101],
    [{ degreeStatus: 3 }, 1101],
    [{ 'offer_status = 1 --': 3 }, 1101],
  ])('refuses %j and changes nothing', async (fields, error) => {
    const refused = await backend.call(updateFields, { application_id: id, fields } as never);
    expect(refused.err_no).toBe(error);
    expect(await row()).toMatchObject({ revision: 1, offerStatus: 0 });
  });
});
