import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createCandidate,
  importCandidates,
  importPositions,
  listPositions,
} from '../../../shared/api/candidates.ts';
import { importUndoReport, listImports, undoImport } from '../../../shared/api/import-history.ts';
import { listApplications, moveStage } from '../../../shared/api/process.ts';
import { errors } from '../../../shared/errors.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';
import { importFile } from './test-sheets.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

const everything = () =>
  ['candidates', 'applications', 'application_events', 'positions'].map((table) =>
    backend.database.prepare(`SELECT * FROM ${table}`).all(),
  );
const count = (table: string) =>
  backend.database.prepare<[], number>(`SELECT COUNT(*) FROM ${table}`).pluck().get();

async function undo(import_id: number) {
  const answer = await backend.call(undoImport, { import_id });
  await backend.importUndo.idle();
  const { results } = await backend.call(importUndoReport, { import_id });
  return { err_no: answer.err_no, ...results };
}

const file = [
  'name,phone,email,position',
  '张三,18799990001,zhang@example.com,保安队长sy',
  '李四,18799990002,li@example.com,保安队长sy',
  '王五,18799990003,,会计',
  '赵六,18799990004,zhao@example.com,会计',
].join('\n');

it('leaves everything as it was before, lists and counters included', async () => {
  await backend.call(createCandidate, { resume_name: '赵六', resume_phone: '18799990004' });
  const before = everything();
  backend.clock.now += 60_000;
  const status = await importFile(backend, importCandidates, file);
  expect(status).toMatchObject({ created: 3, updated: 1, created_positions: 2 });
  expect(await undo(status.import_id)).toMatchObject({
    undo: { state: 'finished', undone: 10, kept: 0 },
    undoable: false,
    kept_rows: [],
  });
  expect(everything()).toEqual(before);
  const listed = await backend.call(listApplications, { stage_type_id: 1 });
  expect(listed.results.pagination.total).toBe(0);
  const again = await undo(status.import_id);
  expect(again.err_no).toBe(errors.importNotUndoable.number);
  const redone = await importFile(backend, importCandidates, file);
  expect(redone).toMatchObject({ created: 3, updated: 1 });
});

it('keeps what somebody touched since, says why, and takes it when that is over', async () => {
  const status = await importFile(backend, importCandidates, file);
  const rows = (await backend.call(listApplications, { stage_type_id: 1 })).results.dataList;
  const moved = rows.find(({ resume_name }) => resume_name === '张三');
  const { err_msg } = await backend.call(moveStage, {
    application_id: moved?.application_id ?? 0,
    stage_id: 7,
  });
  expect(err_msg).toBe('');
  const result = await undo(status.import_id);
  expect(result.undo).toMatchObject({ state: 'finished', kept: 3, undone: 7 });
  expect(result.kept_rows.map(({ what, name, reason }) => [what, name, reason])).toEqual([
    ['position', '保安队长sy', 'hasApplications'],
    ['candidate', '张三', 'hasApplications'],
    ['application', '张三', 'changed'],
  ]);
  expect(count('candidates')).toBe(1);
  expect(result.undoable).toBe(true);
  const { results } = await backend.call(listImports, {});
  expect(results.dataList[0]).toMatchObject({ undo: { kept: 3 } });
});

it('goes on after a crash where it was, and refuses imports meanwhile', async () => {
  const many = `name,phone,position\n${Array.from({ length: 2_000 }, (_, index) => `人${index},1870000${String(index).padStart(4, '0')},会计`).join('\n')}`;
  const { import_id } = await importFile(backend, importCandidates, many);
  await backend.call(undoImport, { import_id });
  const refused = await backend.call(undoImport, { import_id: 99 });
  expect(refused.err_no).toBe(errors.importNotFound.number);
  await new Promise((resolve) => setImmediate(resolve));
  const { dataFolder } = backend;
  backend.close();
  backend = createTestBackend({ dataFolder });
  const left = count('candidates') ?? 0;
  expect(left).toBeGreaterThan(0);
  await backend.importUndo.idle();
  expect(count('candidates')).toBe(0);
  const { results } = await backend.call(importUndoReport, { import_id });
  expect(results.undo).toMatchObject({ state: 'finished', undone: 4_001, processed: 4_001 });
});

it('empties departments that a file of positions filled in', async () => {
  await importFile(backend, importPositions, 'position\n会计');
  const { import_id } = await importFile(
    backend,
    importPositions,
    'position,department\n会计,财务部\n出纳,财务部',
  );
  await undo(import_id);
  const { results } = await backend.call(listPositions, {});
  expect(results.dataList.map((row) => [row.position_name, row.department])).toEqual([
    ['会计', ''],
  ]);
});
