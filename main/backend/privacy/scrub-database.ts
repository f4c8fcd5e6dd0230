import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '../../database/database.ts';

/** Pages of the search index merged, and free pages overwritten, in one turn. */
const pagesAtOnce = 64;

/**
 * Takes what was deleted out of the files: the words that a full-text index still holds, the pages that
 * were freed before, the log, and copies of the database from before an upgrade. In slices.
 *
 * Not `VACUUM`, which would hold a workspace of a million applications for minutes: cells within pages
 * are overwritten as they are deleted (`secure_delete`), free pages here.
 */
export async function scrubDatabase(
  database: Database,
): Promise<{ copies: number; logEmptied: boolean }> {
  database.pragma('secure_delete = ON');
  try {
    await mergeSearch(database);
    await overwriteFreePages(database);
  } finally {
    database.pragma('secure_delete = FAST');
  }
  return { copies: removeCopies(database), logEmptied: await emptyLog(database) };
}

/** Merges full-text indexes: a deleted entry's words stay in them until then. */
async function mergeSearch(database: Database): Promise<void> {
  const indexes = database
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE sql LIKE '%USING fts5%'`)
    .pluck();
  for (const name of indexes.all()) await mergeIndex(database, name);
}

async function mergeIndex(database: Database, name: string): Promise<void> {
  const merge = database.prepare(`INSERT INTO "${name}"("${name}", rank) VALUES ('merge', ?)`);
  const changes = database.prepare<[], number>('SELECT total_changes()').pluck();
  // A negative number begins to merge everything; positive ones go on where it stopped.
  for (let pages = -pagesAtOnce; ; pages = pagesAtOnce) {
    const before = changes.get() ?? 0;
    merge.run(pages);
    if ((changes.get() ?? 0) - before < 2) return;
    await nextTurn();
  }
}

/** Fills the free pages with zeros, by a table that takes them and gives them back. */
async function overwriteFreePages(database: Database): Promise<void> {
  const size = Number(database.pragma('page_size', { simple: true }));
  const free = () => Number(database.pragma('freelist_count', { simple: true }));
  database.exec(`
    DROP TABLE IF EXISTS erasure_scratch;
    CREATE TABLE erasure_scratch (id INTEGER PRIMARY KEY, content BLOB)`);
  const fill = database.prepare('INSERT INTO erasure_scratch(content) VALUES (zeroblob(?))');
  for (let left = free(); left > 0; left = free()) {
    fill.run(Math.min(left, pagesAtOnce) * size);
    await nextTurn();
  }
  const empty = database.prepare(
    'DELETE FROM erasure_scratch WHERE id = (SELECT MAX(id) FROM erasure_scratch)',
  );
  while (empty.run().changes > 0) await nextTurn();
  database.exec('DROP TABLE erasure_scratch');
}

/** Writes the log back and empties it; a search that is reading may hold it up for a moment. */
async function emptyLog(database: Database): Promise<boolean> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const [checkpoint] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (checkpoint?.busy === 0) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Removes copies kept beside the database before an upgrade. @returns how many */
function removeCopies(database: Database): number {
  if (database.memory) return 0;
  const folder = dirname(database.name);
  const prefix = `${basename(database.name)}.before-`;
  const copies = readdirSync(folder).filter((name) => name.startsWith(prefix));
  for (const name of copies) rmSync(join(folder, name), { force: true });
  return copies.length;
}
