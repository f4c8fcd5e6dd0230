import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCandidate, createPosition, listPositions } from '../../../shared/api/candidates.ts';
import type { LiveEvent } from '../../../shared/api/events.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

const song = {
  resume_name: '宋海洋',
  resume_phone: 18799990000,
  resume_email: 'Song@Example.com',
  id_number: '11010519491231002x',
};

async function newPosition(position_name: string): Promise<number> {
  const { results } = await backend.call(createPosition, { position_name, department: '物业' });
  return results.tob_position_id;
}

function count(table: string): unknown {
  return backend.database.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get();
}

it('creates a candidate with an application, its event and a live update', async () => {
  const tob_position_id = await newPosition('保安队长sy');
  const heard: LiveEvent[] = [];
  backend.live.subscribe((event) => heard.push(event));
  const { err_no, results } = await backend.call(createCandidate, { ...song, tob_position_id });
  expect(err_no).toBe(0);
  expect(
    backend.database
      .prepare(
        `SELECT CAST(tob_resume_id AS TEXT) AS tob_resume_id, name, phone, email, id_number,
           stage_type_id, event_id, uid
         FROM candidates JOIN applications USING (tob_resume_id)
         JOIN application_events USING (application_id) WHERE application_id = ?`,
      )
      .get(results.application_id),
  ).toEqual({
    tob_resume_id: results.tob_resume_id,
    name: '宋海洋',
    phone: '18799990000',
    email: 'song@example.com',
    id_number: '11010519491231002X',
    stage_type_id: 1,
    event_id: 101,
    uid: backend.workspace.user.uid,
  });
  await new Promise(setImmediate);
  expect(heard).toEqual([{ type: 'applications' }]);
});

it.each([
  ['phone', { resume_phone: '+86 187 9999 0000' }, 6104, '该手机号已属于候选人 宋海洋'],
  ['mail address', { resume_email: 'SONG@example.com' }, 6105, '该邮箱已属于候选人 宋海洋'],
  ['ID number', { id_number: '11010519491231002X' }, 6106, '该证件号码已属于候选人 宋海洋'],
])('refuses a person known by %s, with nothing written', async (_by, keys, err_no, err_msg) => {
  await backend.call(createCandidate, song);
  const answer = await backend.call(createCandidate, { resume_name: '别人', ...keys });
  expect(answer).toEqual({ err_msg, err_no, results: null });
  expect(count('candidates')).toBe(1);
});

it('gives a known person a further application where asked to, once a position', async () => {
  const first = await backend.call(createCandidate, song);
  const request = { ...song, use_existing: 1 as const, tob_position_id: await newPosition('会计') };
  const second = await backend.call(createCandidate, request);
  expect(second.results).toEqual({
    tob_resume_id: first.results.tob_resume_id,
    application_id: 1,
    existing: true,
  });
  const third = await backend.call(createCandidate, request);
  expect([third.err_no, third.err_msg]).toEqual([6107, '宋海洋 已应聘该职位']);
  expect(count('applications')).toBe(1);
});

it.each([
  [{ resume_phone: '1.88E+10' }, 6101],
  [{ resume_email: 'song@' }, 6102],
  [{ id_number: '110105194912310021' }, 6103],
  [{ tob_position_id: 99 }, 2004],
  [{ resume_name: ' ' }, 1100],
])('refuses %j with nothing written', async (wrong, err_no) => {
  const answer = await backend.call(createCandidate, { resume_name: '张三', ...wrong });
  expect(answer.err_no).toBe(err_no);
  expect(answer.results).toBeNull();
  expect(count('candidates')).toBe(0);
});

it('lists positions newest first with their applications, searched by a literal keyword', async () => {
  const first = await newPosition('保安队长sy');
  await newPosition('100%_会计');
  await backend.call(createCandidate, { ...song, tob_position_id: first });
  const all = await backend.call(listPositions, { size: 20, page: 1 });
  expect(all.results).toEqual({
    pagination: { page: 1, size: 20, total: 2 },
    dataList: [
      expect.objectContaining({ position_name: '100%_会计', application_count: 0 }),
      {
        tob_position_id: first,
        position_name: '保安队长sy',
        department: '物业',
        application_count: 1,
        created_at: '2026-03-02 09:00:00',
      },
    ],
  });
  const found = await backend.call(listPositions, { keyword: '%_' });
  expect(found.results.dataList.map(({ position_name }) => position_name)).toEqual(['100%_会计']);
  const one = await backend.call(listPositions, { tob_position_id: first, size: 1 });
  expect(one.results.pagination.total).toBe(1);
  expect(one.results.dataList.map(({ position_name }) => position_name)).toEqual(['保安队长sy']);
  const none = await backend.call(listPositions, { tob_position_id: 999_999 });
  expect(none.results.dataList).toEqual([]);
});
