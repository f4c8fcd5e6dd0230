import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  editSearchParams,
  editUserColumns,
  getKeyboard,
  listUserColumns,
  listUserSearchParams,
  saveKeyboard,
  saveSearchParams,
  saveUserColumns,
} from '../../../shared/api/settings.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

const usedKeys = (items: readonly { value: string; using: number }[] | undefined) =>
  items?.filter(({ using }) => using === 1).map(({ value }) => value);

describe('before any save', () => {
  it('uses the defaults of the stage type', async () => {
    const columns = await backend.call(listUserColumns, { stage_type_id: 3 });
    expect(columns.results).toEqual(['offerStatus', 'incomeCertificate', 'degreeCertificate']);
    const params = await backend.call(listUserSearchParams, { stage_type_id: 3 });
    expect(params.results).toEqual(['offerStatus', 'bcStatus', 'incomeStatus', 'hiringStatus']);
  });
});

describe('save', () => {
  it('keeps the order, drops repeats and keeps a required key left out', async () => {
    const saved = await backend.call(saveSearchParams, {
      stage_type_id: 3,
      search_keys: ['degreeStatus', 'entryTime', 'degreeStatus'],
    });
    expect(saved.results).toEqual({
      processId_0_stage_0_stageTypeId_3: ['degreeStatus', 'entryTime', 'offerStatus'],
    });
    const edited = await backend.call(editSearchParams, { stage_type_id: 3 });
    expect(usedKeys(edited.results.offer?.searchParams)).toEqual(['offerStatus', 'degreeStatus']);
  });

  it('refuses an unknown key and saves nothing', async () => {
    const before = await backend.call(listUserColumns, { stage_type_id: 3 });
    const refused = await backend.call(saveUserColumns, {
      stage_type_id: 3,
      columns: ['offerStatus', 'nothing', 'degreeStatus'],
    });
    expect(refused).toEqual({
      err_msg: '未知的设置项：nothing, degreeStatus',
      err_no: 1101,
      results: null,
    });
    expect(await backend.call(listUserColumns, { stage_type_id: 3 })).toEqual(before);
  });

  it("takes an empty set of columns as the user's choice", async () => {
    await backend.call(saveUserColumns, { stage_type_id: 1, columns: [] });
    expect((await backend.call(listUserColumns, { stage_type_id: 1 })).results).toEqual([]);
  });

  it('refuses a stage type that does not exist', async () => {
    const refused = await backend.call(saveUserColumns, { stage_type_id: 9, columns: [] });
    expect(refused.err_no).toBe(2001);
  });
});

it('answers with every group for all_groups=1', async () => {
  const { results } = await backend.call(editUserColumns, { stage_type_id: 3, all_groups: 1 });
  expect(Object.keys(results)).toEqual(['review', 'interview', 'offer', 'entry']);
  expect(usedKeys(results.interview?.columns)).toEqual([]);
});

it('uses process 0 for a process with none of its own, and each its own otherwise', async () => {
  await backend.call(saveUserColumns, { stage_type_id: 3, columns: ['mailTrace'] });
  const saved = await backend.call(saveUserColumns, {
    stage_type_id: 3,
    process_id: 7,
    stage_id: 2,
    columns: ['entryTime'],
  });
  expect(saved.results).toEqual({ processId_7_stage_2_stageTypeId_3: ['entryTime'] });
  const list = async (process_id: number, stage_id: number) =>
    (await backend.call(listUserColumns, { stage_type_id: 3, process_id, stage_id })).results;
  expect(await list(7, 2)).toEqual(['entryTime']);
  expect(await list(7, 0)).toEqual(['mailTrace']);
  expect(await list(8, 2)).toEqual(['mailTrace']);
});

it("keeps each user's own", async () => {
  await backend.call(saveUserColumns, { stage_type_id: 3, columns: ['mailTrace'] });
  backend.database.exec('UPDATE users SET uid = 2');
  const { results } = await backend.call(listUserColumns, { stage_type_id: 3 });
  expect(results).toEqual(['offerStatus', 'incomeCertificate', 'degreeCertificate']);
});

describe('the keyboard', () => {
  it('keeps the keys that the user changed, and none after going back', async () => {
    expect((await backend.call(getKeyboard, {})).results).toEqual({ keys: {} });
    await backend.call(saveKeyboard, { keys: { j: 'n', k: 'j', v: 'v' } });
    expect((await backend.call(getKeyboard, {})).results).toEqual({ keys: { j: 'n', k: 'j' } });
    await backend.call(saveKeyboard, { keys: {} });
    expect((await backend.call(getKeyboard, {})).results).toEqual({ keys: {} });
  });

  it.each([
    [{ j: 'k' }, 'keys.j'],
    [{ j: 'n', v: 'n' }, 'keys.j'],
    [{ j: 'J' }, 'keys.j'],
    [{ j: ' ' }, 'keys.j'],
    [{ j: 'Enter' }, 'keys.j'],
    [{ x: 'n' }, 'keys'],
  ])('refuses %j and keeps what was', async (keys, field) => {
    const { err_no, err_msg } = await backend.call(saveKeyboard, { keys } as never);
    expect(err_no).toBe(1100);
    expect(err_msg).toContain(field);
    expect((await backend.call(getKeyboard, {})).results).toEqual({ keys: {} });
  });
});
