import { existsSync, readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { StartupError } from '../../hosting/startup-error.ts';
import type { Platform } from '../../platform.ts';
import type { Database, Transaction } from '../postgres/database.ts';
import { randomUuid } from '../random.ts';
import { copyFiles, readTable } from './backup.ts';
import { type BackupManifest, backupTables, manifestName } from './tables.ts';

/** Id spaces that devices may have got after the backup was made are left alone. */
const sparedSpaces = 1_000;
/** So are numbers of rows that the centre may have made for candidates. */
const sparedNumbers = 1_000_000;

/**
 * Puts a backup in the place of everything that the centre has. Every stream gets a new epoch, so that
 * devices notice and push again what the backup lacks. Files there were before are kept aside.
 * @returns the number of rows
 * @throws StartupError where the folder holds no whole backup, or one of another schema
 */
export async function restore(
  database: Database,
  platform: Platform,
  dataFolder: string,
  from: string,
): Promise<number> {
  const manifest = readManifest(from);
  const blobs = join(dataFolder, 'blobs');
  const incoming = join(dataFolder, 'blobs.restoring');
  await copyFiles(join(from, 'blobs'), incoming);
  const rows = await database.begin(async (sql) => {
    const [version] = await sql<{ version: number }[]>`
      SELECT max(version) AS version FROM central_schema`;
    if (version?.version !== manifest.schema) {
      throw new StartupError(
        `备份的数据结构为 ${manifest.schema}，本程序为 ${version?.version}`,
        `The backup has schema ${manifest.schema}, this program ${version?.version}`,
      );
    }
    await sql.unsafe(`TRUNCATE ${[...backupTables, 'challenge'].join(', ')}`);
    let restored = 0;
    for (const table of backupTables) {
      const target = await sql`COPY ${sql(table)} FROM STDIN`.writable();
      await pipeline(readTable(from, table), createGunzip(), target);
      const [count] = await sql<{ count: number }[]>`SELECT count(*) AS count FROM ${sql(table)}`;
      if (Number(count?.count) !== manifest.rows[table]) throw damaged(from);
      restored += Number(count?.count);
    }
    await sql`SELECT setval(pg_get_serial_sequence('company', 'company_id'),
        (SELECT COALESCE(max(company_id), 0) + 1 FROM company), false),
      setval(pg_get_serial_sequence('stream', 'stream_id'),
        (SELECT COALESCE(max(stream_id), 0) + 1 FROM stream), false),
      setval('account_uid', (SELECT GREATEST(10001, max(uid) + 1000) FROM account), false)`;
    const companies = await sql<{ company_id: number }[]>`SELECT company_id FROM company`;
    await startNewEpochs(
      sql,
      platform,
      companies.map(({ company_id }) => company_id),
    );
    return restored;
  });
  if (existsSync(blobs)) await rename(blobs, `${blobs}.before-${platform.now()}`);
  if (existsSync(incoming)) await rename(incoming, blobs);
  return rows;
}

/** Makes devices notice that these companies' rows are those of a copy. */
export async function startNewEpochs(
  sql: Transaction,
  platform: Platform,
  companies: readonly number[],
): Promise<void> {
  for (const company_id of companies) {
    await sql`UPDATE company SET next_space = next_space + ${sparedSpaces},
        last_central_id = last_central_id + ${sparedNumbers}
      WHERE company_id = ${company_id}`;
    const streams = await sql<{ stream_id: number }[]>`
      SELECT stream_id FROM stream WHERE company_id = ${company_id}`;
    for (const { stream_id } of streams) {
      await sql`UPDATE stream SET epoch = ${randomUuid(platform)},
          ended_epochs = ended_epochs || jsonb_build_array(jsonb_build_array(epoch, head))
        WHERE stream_id = ${stream_id}`;
    }
  }
}

function readManifest(from: string): BackupManifest {
  try {
    return JSON.parse(readFileSync(join(from, manifestName), 'utf8')) as BackupManifest;
  } catch (error) {
    throw damaged(from, error);
  }
}

function damaged(from: string, cause?: unknown): StartupError {
  return new StartupError(`不是完整的备份：${from}`, `Not a whole backup: ${from}`, { cause });
}
