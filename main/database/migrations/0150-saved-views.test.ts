import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('makes the user of an older file its administrator, and holds views to users and positions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credo-test-'));
  const file = join(folder, 'credo.db');
  const old = openDatabase(file, { migrations: migrations.filter(({ version }) => version < 150) });
  old.exec(`
    INSERT INTO users(uid, top_id, parent_id, name, created_at)
      VALUES (7, 7, 7, '王', 0), (9, 7, 7, '李', 0);
    INSERT INTO processes(process_id, name) VALUES (1, '标准流程');
    INSERT INTO positions(tob_position_id, name, process_id, created_at, updated_at)
      VALUES (3, '会计', 1, 0, 0);
  `);
  old.close();

  const database = openDatabase(file);
  expect(database.prepare('SELECT uid, role FROM users ORDER BY uid').all()).toEqual([
    { uid: 7, role: 'administrator' },
    { uid: 9, role: 'recruiter' },
  ]);
  database.exec(`
    INSERT INTO saved_views(name, kind, owner_uid, stage_type_id, tob_position_id, state, position,
        created_at, updated_at, updated_uid)
      VALUES ('会计', 'private', 9, 3, 3, '{}', 0, 0, 0, 9);
    INSERT INTO view_overlays VALUES (1, 9, 3, '{}', 1, 0);
    UPDATE users SET uid = 90 WHERE uid = 9;
    DELETE FROM positions;
  `);
  expect(
    database.prepare('SELECT owner_uid, updated_uid, tob_position_id FROM saved_views').all(),
  ).toEqual([{ owner_uid: 90, updated_uid: 90, tob_position_id: null }]);
  expect(database.prepare('SELECT uid, tob_position_id FROM view_overlays').all()).toEqual([
    { uid: 90, tob_position_id: null },
  ]);
  expect(() => database.exec("UPDATE users SET role = 'king'")).toThrow(/CHECK/);
  database.close();
  rmSync(folder, { recursive: true });
});
