import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Checkpointer } from './checkpointer.ts';
import { type Database, openDatabase } from './database.ts';

let folder: string;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credo-checkpointer-'));
  database = openDatabase(join(folder, 'credo.db'), {
    migrations: [
      { version: 10, name: 'notes', up: (db) => db.exec('CREATE TABLE notes (note BLOB)') },
    ],
  });
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const size = () => statSync(database.name).size;

it('moves a large log into the database while the database stays in use', async () => {
  const checkpointer = new Checkpointer(database);
  checkpointer.start();
  try {
    const insert = database.prepare('INSERT INTO notes VALUES (randomblob(65536))');
    // More than SQLite’s own limit, which the checkpointer has raised: nothing moves by a commit.
    for (let note = 0; note < 128; note += 1) insert.run();
    const before = size();
    expect(before).toBeLessThan(1024 * 1024);
    await vi.waitFor(() => expect(size()).toBeGreaterThan(8 * 1024 * 1024), { timeout: 15_000 });
    insert.run();
    expect(database.prepare('SELECT count(*) FROM notes').pluck().get()).toBe(129);
  } finally {
    checkpointer.stop();
  }
});

it('leaves a small log to itself, and a database in memory alone', () => {
  const memory = openDatabase(':memory:');
  const checkpointer = new Checkpointer(memory);
  checkpointer.start();
  checkpointer.stop();
  expect(memory.prepare('SELECT 1').pluck().get()).toBe(1);
  memory.close();
});
