import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseRefused, openDatabase } from './database.ts';
import type { Migration } from './migrate.ts';
import { migrations } from './migrations/index.ts';

const first: Migration = {
  version: 10,
  name: 'notes',
  up: (database) => database.exec('CREATE TABLE notes (note TEXT NOT NULL)'),
};
const second: Migration = {
  version: 20,
  name: 'note lengths',
  up: (database) =>
    database.exec(
      `ALTER TABLE notes ADD COLUMN length INTEGER; UPDATE notes SET length = length(note)`,
    ),
};
const failing: Migration = {
  version: 20,
  name: 'fails half-way',
  up: (database) => {
    database.exec('ALTER TABLE notes ADD COLUMN length INTEGER');
    throw new Error('half-way');
  },
};

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credo-database-'));
  file = join(folder, 'credo.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeNote(): void {
  const database = openDatabase(file, { migrations: [first] });
  database.prepare('INSERT INTO notes VALUES (?)').run('abc');
  database.close();
}

describe('openDatabase', () => {
  it('is durable on commit and checks foreign keys', () => {
    const database = openDatabase(file);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
    database.close();
  });

  it('migrates old rows and keeps a copy of the file from before', () => {
    writeNote();
    const database = openDatabase(file, { migrations: [first, second] });
    expect(database.prepare('SELECT * FROM notes').all()).toEqual([{ note: 'abc', length: 3 }]);
    database.close();
    const copy = openDatabase(`${file}.before-20`, { migrations: [first] });
    expect(copy.prepare('SELECT * FROM notes').all()).toEqual([{ note: 'abc' }]);
    copy.close();
  });

  it('leaves the schema as it was where a step fails half-way', () => {
    writeNote();
    expect(() => openDatabase(file, { migrations: [first, failing] })).toThrow('half-way');
    const database = openDatabase(file, { migrations: [first] });
    expect(database.prepare('SELECT * FROM notes').all()).toEqual([{ note: 'abc' }]);
    database.close();
  });

  it('refuses a database from a newer version and leaves it untouched', () => {
    const database = openDatabase(file);
    database.pragma('user_version = 99990');
    database.close();
    const before = readFileSync(file);
    expect(() => openDatabase(file)).toThrow(DatabaseRefused);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  it('refuses what is not a database and leaves it untouched', () => {
    writeFileSync(file, 'a letter to somebody, not a database'.repeat(100));
    expect(() => openDatabase(file)).toThrow(DatabaseRefused);
    expect(readFileSync(file, 'utf8')).toContain('a letter to somebody');
  });

  it('opens a copied file again with every row', () => {
    writeNote();
    const elsewhere = join(folder, 'elsewhere.db');
    copyFileSync(file, elsewhere);
    const database = openDatabase(elsewhere, { migrations: [first] });
    expect(database.prepare('SELECT note FROM notes').pluck().all()).toEqual(['abc']);
    database.close();
  });
});

describe('migrations', () => {
  it('have rising numbers', () => {
    const versions = migrations.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });

  it('build the same schema step by step as at once', () => {
    const schema = (path: string) => {
      const database = openDatabase(path);
      const rows = database
        .prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2')
        .all();
      database.close();
      return rows;
    };
    for (let count = 1; count <= migrations.length; count += 1) {
      openDatabase(file, { migrations: migrations.slice(0, count) }).close();
    }
    expect(schema(file)).toEqual(schema(join(folder, 'at-once.db')));
  });
});
