import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('adds links to certificates of an older file, each token once', () => {
  const database = openDatabase(':memory:', {
    migrations: migrations.filter(({ version }) => version <= 369),
  });
  database.pragma('foreign_keys = OFF');
  const add = database.prepare(
    'INSERT INTO certificate_links(certificate_id, token, created_at) VALUES (?, ?, 0)',
  );
  add.run(1, 'a');
  add.run(1, 'sha256:b');
  expect(() => add.run(2, 'a')).toThrow('UNIQUE');
  expect(database.prepare('SELECT token FROM certificate_links').pluck().all()).toEqual([
    'a',
    'sha256:b',
  ]);
  database.close();
});
