import { expect, it } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { systemPlatform } from '../../platform.ts';
import { SyncFiles } from './sync-files.ts';

it('waits no more for a file that nobody names any more, and still for the others', () => {
  const database = openDatabase(':memory:');
  database.pragma('foreign_keys = OFF');
  database.exec(`
    INSERT INTO blobs(sha256, size, created_at) VALUES ('gone', 1, 0), ('named', 2, 0), ('sent', 3, 0);
    INSERT INTO sync_files(sha256, size, direction, state, created_at) VALUES
      ('gone', 1, 'down', 'waiting', 0), ('named', 2, 'down', 'waiting', 0),
      ('sent', 3, 'up', 'waiting', 0);
    INSERT INTO template_files(mail_tpl_id, sha256, name, ext, mime, size, position, created_at)
      VALUES (1, 'named', 'a', 'pdf', 'application/pdf', 2, 0, 0);
  `);
  const files = new SyncFiles(database, systemPlatform);
  files.forgetUnwanted();
  expect(files.count()).toEqual({ up: 1, down: 1 });
  expect(files.waiting('down', 9)).toEqual([{ sha256: 'named', size: 2 }]);
  expect(database.prepare('SELECT sha256 FROM blobs ORDER BY 1').pluck().all()).toEqual([
    'named',
    'sent',
  ]);
  database.close();
});
