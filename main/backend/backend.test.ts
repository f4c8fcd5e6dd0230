import { afterEach, beforeEach, expect, it } from 'vitest';
import { stageTypes } from '../../shared/catalogue/stages.ts';
import { createTestBackend, type TestBackend } from './test-backend.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

it('ships the catalogue in a new database', () => {
  const rows = backend.database.prepare('SELECT key FROM stage_types ORDER BY position').all();
  expect(rows).toEqual(stageTypes.map(({ key }) => ({ key })));
});

it('answers an unknown route in the envelope, in the language asked for', async () => {
  const response = await backend.recruiterApp.request('/atsng/nothing', {
    headers: { 'accept-language': 'en-US' },
  });
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({
    err_msg: 'No such route: /atsng/nothing',
    err_no: 1003,
    results: null,
  });
});
