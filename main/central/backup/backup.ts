import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { StartupError } from '../../hosting/startup-error.ts';
import type { Database } from '../postgres/database.ts';
import { type BackupManifest, backupTables, manifestName } from './tables.ts';

/**
 * Copies the centre into a new folder while it goes on working: every table as of one moment, then the
 * files, which rows only name once they are whole. The folder is complete once it has `backup.json`.
 * @returns the number of rows
 */
export async function backup(database: Database, dataFolder: string, to: string): Promise<number> {
  if (existsSync(join(to, manifestName)) || (existsSync(to) && (await readdir(to)).length > 0)) {
    throw new StartupError(`目录不是空的：${to}`, `The folder is not empty: ${to}`);
  }
  await mkdir(to, { recursive: true, mode: 0o700 });
  const rows: Record<string, number> = {};
  const schema = await database.begin('ISOLATION LEVEL REPEATABLE READ READ ONLY', async (sql) => {
    for (const table of backupTables) {
      const source = await sql`COPY ${sql(table)} TO STDOUT`.readable();
      await pipeline(
        source,
        createGzip({ level: 1 }),
        createWriteStream(join(to, `${table}.copy.gz`), { mode: 0o600, flush: true }),
      );
      const [count] = await sql<{ count: number }[]>`SELECT count(*) AS count FROM ${sql(table)}`;
      rows[table] = Number(count?.count ?? 0);
    }
    const [version] = await sql<{ version: number }[]>`
      SELECT max(version) AS version FROM central_schema`;
    return version?.version ?? 0;
  });
  await copyFiles(join(dataFolder, 'blobs'), join(to, 'blobs'));
  const manifest: BackupManifest = { schema, made_at: new Date().toISOString(), rows };
  const partial = join(to, `${manifestName}.partial`);
  await writeFile(partial, JSON.stringify(manifest, null, 2), { mode: 0o600, flush: true });
  await rename(partial, join(to, manifestName));
  return Object.values(rows).reduce((sum, count) => sum + count, 0);
}

/** Copies a tree of files without what is still coming in, each synced to disk. */
export async function copyFiles(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      if (entry.name !== 'incoming') await copyFiles(source, target);
    } else {
      await copyFile(source, target);
      const handle = await open(target, 'r+');
      await handle.sync();
      await handle.close();
    }
  }
}

/** Reads a table's part of a backup. */
export function readTable(from: string, table: string) {
  return createReadStream(join(from, `${table}.copy.gz`));
}
