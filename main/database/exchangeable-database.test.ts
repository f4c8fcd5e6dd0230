import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ExchangeableDatabase, ExchangeRefused } from './exchangeable-database.ts';

let folder: string;
let database: ExchangeableDatabase;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credo-exchange-'));
  database = new ExchangeableDatabase(join(folder, 'live.db'), (connection) => {
    connection.pragma('journal_mode = WAL');
    connection.pragma('foreign_keys = ON');
  });
  database.function('shout', (text: string) => text.toUpperCase());
  database.exec('CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT)');
  database.exec(`INSERT INTO names VALUES (1, 'old')`);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

function makeOther(): string {
  const file = join(folder, 'other.db');
  const other = new Sqlite(file);
  other.exec('CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT)');
  other.exec(`INSERT INTO names VALUES (1, 'new')`);
  other.close();
  return file;
}

it('goes on with the new file, in statements and transactions that were made before', async () => {
  const names = database.prepare('SELECT shout(name) FROM names ORDER BY id').pluck();
  const insert = database.prepare<[number, string]>('INSERT INTO names VALUES (?, ?)');
  const add = database.transaction((id: number, name: string) => insert.run(id, name));
  expect(names.all()).toEqual(['OLD']);
  await database.exchange(makeOther(), (fresh) => {
    fresh.exec(`INSERT INTO main.names SELECT id + 10, name FROM live.names`);
  });
  add(20, 'later');
  add.immediate(21, 'last');
  expect(names.all()).toEqual(['NEW', 'OLD', 'LATER', 'LAST']);
  expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(existsSync(join(folder, 'other.db'))).toBe(false);
});

it('stays as it is where something has the file open, or what is carried over fails', async () => {
  const reader = new Sqlite(join(folder, 'live.db'));
  reader.prepare('SELECT * FROM names').all();
  await expect(database.exchange(makeOther(), () => {})).rejects.toThrow(ExchangeRefused);
  reader.close();
  const failing = database.exchange(join(folder, 'other.db'), () => {
    throw new Error('refused');
  });
  await expect(failing).rejects.toThrow('refused');
  database.exec(`INSERT INTO names VALUES (2, 'more')`);
  expect(database.prepare('SELECT name FROM names').pluck().all()).toEqual(['old', 'more']);
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
});

it('asks who has the file open to let go of it, and leaves no log beside it', async () => {
  const order: string[] = [];
  let reader: Sqlite.Database | undefined = new Sqlite(join(folder, 'live.db'));
  reader.prepare('SELECT * FROM names').all();
  database.addFileUser({
    async release() {
      order.push('release');
      reader?.close();
      reader = undefined;
    },
    resume: () => order.push('resume'),
  });
  await database.exchange(makeOther(), () => order.push('carry over'));
  expect(order).toEqual(['release', 'carry over', 'resume']);
  expect(database.prepare('SELECT name FROM names').pluck().all()).toEqual(['new']);
  database.close();
  expect(readdirSync(folder)).toEqual(['live.db']);
});
