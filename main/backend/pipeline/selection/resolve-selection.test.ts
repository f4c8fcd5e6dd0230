import { afterEach, beforeEach, expect, it } from 'vitest';
import { selection } from '../../../../shared/api/selection.ts';
import { ApplicationStore } from '../../applications/application-store.ts';
import { createTestBackend, type TestBackend } from '../../test-backend.ts';
import { resolveSelection } from './resolve-selection.ts';

let backend: TestBackend;
let ids: number[];
beforeEach(() => {
  backend = createTestBackend();
  const store = new ApplicationStore(backend.database, backend.platform);
  const position = store.createPosition({ name: '会计' });
  ids = ['白一', '陈二', '丁三', '方四'].map((name, index) =>
    store.createApplication({
      tob_resume_id: store.createCandidate({ name }),
      tob_position_id: position,
      stage_id: index === 3 ? 6 : 8,
    }),
  );
});
afterEach(() => backend.dispose());

const resolve = (input: unknown) => resolveSelection(backend.pipeline.list, selection.parse(input));

it('takes everything of a view in its order, but what was taken out', async () => {
  const [bai, chen, ding] = ids;
  const view = { stage_type_id: 3, sort: 2 };
  expect(await resolve({ view })).toEqual([bai, chen, ding]);
  expect(await resolve({ view, excluded_ids: [chen, 999] })).toEqual([bai, ding]);
  expect(await resolve({ view: { ...view, keyword: '丁三' } })).toEqual([ding]);
});

it('takes picked rows of any stage, each once', async () => {
  const [bai, , , fang] = ids;
  expect(await resolve({ application_ids: [fang, bai, String(fang)] })).toEqual([fang, bai]);
});

it('refuses what is no selection, and a view of no stage', async () => {
  expect(selection.safeParse({}).success).toBe(false);
  expect(selection.safeParse({ application_ids: [] }).success).toBe(false);
  await expect(resolve({ view: { stage_type_id: 99 } })).rejects.toMatchObject({
    code: 'stageTypeNotFound',
  });
});
