import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestBackend, type TestBackend, testStart } from '../test-backend.ts';
import { ApplicationChanges } from './application-changes.ts';
import { ApplicationStore } from './application-store.ts';

let backend: TestBackend;
let store: ApplicationStore;
let changes: ApplicationChanges;
beforeEach(() => {
  backend = createTestBackend();
  store = new ApplicationStore(backend.database, backend.platform);
  changes = new ApplicationChanges(backend.database, backend.platform);
});
afterEach(() => backend.dispose());

it('keeps a 64-bit id digit for digit and puts the application in the first stage', () => {
  store.createCandidate({ tob_resume_id: '1511732484135936027', name: '宋海洋', phone: '1' });
  const position = store.createPosition({ tob_position_id: 3285, name: '保安队长sy' });
  const id = store.createApplication({
    tob_resume_id: '1511732484135936027',
    tob_position_id: position,
  });
  expect(changes.findById(id)).toMatchObject({
    tob_resume_id: '1511732484135936027',
    tob_position_id: 3285,
    resume_name: '宋海洋',
    stage_type_id: 1,
    stage_id: 6,
    step_id: 3301,
    list_state: 1,
    revision: 1,
  });
  expect(changes.findByIds('1511732484135936027', 3285)?.application_id).toBe(id);
});

it('takes the stage, step, state and values given', () => {
  const tob_resume_id = store.createCandidate({ name: '张三' });
  const tob_position_id = store.createPosition({ name: '会计' });
  const id = store.createApplication({
    tob_resume_id,
    tob_position_id,
    stage_id: 8,
    step_id: 3313,
    list_state: 2,
    applied_at: testStart - 1000,
    values: { offer_status: 2, entry_date: '2026-04-01' },
  });
  expect(
    backend.database.prepare('SELECT * FROM applications WHERE application_id = ?').get(id),
  ).toMatchObject({
    stage_type_id: 3,
    stage_id: 8,
    step_id: 3313,
    list_state: 2,
    offer_status: 2,
    entry_date: '2026-04-01',
    applied_at: testStart - 1000,
    updated_at: testStart - 1000,
    changed_sequence: 1,
  });
});

it('refuses what does not exist', () => {
  const tob_resume_id = store.createCandidate({ name: '张三' });
  const tob_position_id = store.createPosition({ name: '会计' });
  expect(() => store.createApplication({ tob_resume_id: '5', tob_position_id })).toThrow(
    'No such candidate',
  );
  expect(() => store.createApplication({ tob_resume_id, tob_position_id: 99 })).toThrow(
    'No such position',
  );
  expect(() =>
    store.createApplication({ tob_resume_id, tob_position_id, stage_id: 8, step_id: 3301 }),
  ).toThrow('No such stage or step');
});
