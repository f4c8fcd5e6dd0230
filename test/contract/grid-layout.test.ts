import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import { getGridLayout, saveGridLayout } from '../../shared/api/grid-layout.ts';
import { listUserColumns, saveUserColumns } from '../../shared/api/settings.ts';
import { columns } from '../../shared/catalogue/columns.ts';
import { builtInColumns } from '../../shared/catalogue/grid-columns.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

const scope = { stage_type_id: 3 };
const layoutOf = async (request: { stage_type_id: number; process_id?: number } = scope) =>
  (await backend.call(getGridLayout, request)).results;
const shown = async (request?: { stage_type_id: number; process_id?: number }) =>
  (await layoutOf(request)).columns.filter(({ visible }) => visible).map(({ key }) => key);
const userColumns = async (request: { stage_type_id: number; process_id?: number } = scope) =>
  (await backend.call(listUserColumns, request)).results;

it('has every column once, the usual ones shown around the columns of the stage', async () => {
  const layout = await layoutOf();
  expect(getGridLayout.results.parse(layout)).toEqual(layout);
  expect(layout.density).toBe('normal');
  expect(layout.columns.map(({ key }) => key).sort()).toEqual(
    [...builtInColumns, ...columns].map(({ key }) => key).sort(),
  );
  expect(await shown()).toEqual([
    ...['candidate', 'position', 'step'],
    ...['offerStatus', 'incomeCertificate', 'degreeCertificate'],
    ...['degreeProgress', 'incomeProgress', 'updatedAt'],
  ]);
  expect(await shown({ stage_type_id: 1 })).not.toContain('degreeProgress');
  expect(layout.columns[0]).toEqual({ key: 'candidate', width: null, pin: 'left', visible: true });
});

it('keeps order, widths, pins, visibility and density, and moves the user columns with it', async () => {
  const saved = await backend.call(saveGridLayout, {
    ...scope,
    layout: {
      density: 'compact',
      columns: [
        { key: 'degreeCertificate', width: 150, pin: 'left' },
        { key: 'candidate', width: 300, visible: false },
        { key: 'degreeCertificate', width: 90 },
        { key: 'appliedAt', pin: 'right' },
        { key: 'mailTrace' },
        { key: 'offerStatus', visible: false },
      ],
    },
  });
  expect(saved.err_no).toBe(0);
  expect(saved.results).toEqual(await layoutOf());
  expect(saved.results.density).toBe('compact');
  const kept = saved.results.columns.filter(({ visible }) => visible);
  expect(kept).toEqual([
    { key: 'degreeCertificate', width: 150, pin: 'left', visible: true },
    // A row names somebody, whatever a layout says.
    { key: 'candidate', width: 300, pin: 'none', visible: true },
    { key: 'appliedAt', width: null, pin: 'right', visible: true },
    { key: 'mailTrace', width: null, pin: 'none', visible: true },
  ]);
  expect(await userColumns()).toEqual(['degreeCertificate', 'mailTrace']);
});

it('follows saveUserColumns, and keeps what only the layout knows', async () => {
  await backend.call(saveGridLayout, {
    ...scope,
    layout: {
      density: 'comfortable',
      columns: [
        { key: 'candidate', pin: 'left' },
        { key: 'offerStatus', width: 200 },
        { key: 'updatedAt' },
        { key: 'degreeCertificate', width: 170, pin: 'right' },
        { key: 'position' },
      ],
    },
  });
  await backend.call(saveUserColumns, {
    ...scope,
    columns: ['degreeCertificate', 'entryTime', 'offerStatus'],
  });
  const layout = await layoutOf();
  expect(layout.density).toBe('comfortable');
  expect(await userColumns()).toEqual(['degreeCertificate', 'entryTime', 'offerStatus']);
  const visible = layout.columns.filter((column) => column.visible);
  expect(visible.filter(({ key }) => columns.some((entry) => entry.key === key))).toEqual([
    { key: 'degreeCertificate', width: 170, pin: 'right', visible: true },
    { key: 'entryTime', width: null, pin: 'none', visible: true },
    { key: 'offerStatus', width: 200, pin: 'none', visible: true },
  ]);
  expect(
    (await shown()).filter((key) => builtInColumns.some((entry) => entry.key === key)),
  ).toEqual(['candidate', 'updatedAt', 'position']);
});

it('belongs to the user, the process and the stage type', async () => {
  const layout = { density: 'compact' as const, columns: [{ key: 'candidate' }] };
  await backend.call(saveGridLayout, { ...scope, process_id: 7, layout });
  expect((await layoutOf({ ...scope, process_id: 7 })).density).toBe('compact');
  expect(await shown({ ...scope, process_id: 7 })).toEqual(['candidate']);
  expect((await layoutOf()).density).toBe('normal');
  expect((await layoutOf({ stage_type_id: 2, process_id: 7 })).density).toBe('normal');
  expect(await userColumns()).toHaveLength(3);
  backend.database.exec('UPDATE users SET uid = 2');
  expect((await layoutOf({ ...scope, process_id: 7 })).density).toBe('normal');
});

it('goes back to the default with null', async () => {
  const before = await layoutOf();
  await backend.call(saveGridLayout, {
    ...scope,
    layout: { density: 'compact', columns: [{ key: 'mailTrace', width: 300 }] },
  });
  const { results } = await backend.call(saveGridLayout, { ...scope, layout: null });
  expect(results).toEqual(before);
  expect(await userColumns()).toEqual(['offerStatus', 'incomeCertificate', 'degreeCertificate']);
});

it.each([
  [{ key: 'nothing' }, 1101],
  [{ key: 'candidate', width: 2 }, 1100],
  [{ key: 'candidate', width: 100_000 }, 1100],
])('refuses the column %j and saves nothing', async (column, errNo) => {
  const before = await layoutOf();
  const refused = await backend.call(saveGridLayout, {
    ...scope,
    layout: { density: 'compact', columns: [{ key: 'mailTrace' }, column] },
  });
  expect(refused).toMatchObject({ err_no: errNo, results: null });
  expect(await layoutOf()).toEqual(before);
});

it('refuses a stage type that does not exist', async () => {
  const refused = await backend.call(saveGridLayout, { stage_type_id: 9, layout: null });
  expect(refused.err_no).toBe(2001);
  expect((await backend.call(getGridLayout, { stage_type_id: 9 })).err_no).toBe(2001);
});
