import { StartupError } from '../../hosting/startup-error.ts';
import type { Database, Transaction } from './database.ts';
import { migrations } from './migrations/index.ts';

/** One numbered step of the centre's schema. A published step never changes. */
export interface CentralMigration {
  readonly version: number;
  readonly name: string;
  up(sql: Transaction): Promise<void>;
}

/** Any number: two centres that start on one database go one after the other. */
const lock = 74_207_421;

/**
 * Brings the database to the newest schema; all steps in one transaction.
 * @throws StartupError where the database is from a newer version; it is untouched
 */
export async function migrateCentral(
  database: Database,
  steps: readonly CentralMigration[] = migrations,
): Promise<void> {
  await database.begin(async (sql) => {
    await sql`SELECT pg_advisory_xact_lock(${lock})`;
    await sql`CREATE TABLE IF NOT EXISTS central_schema (
      version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`;
    const [row] = await sql<{ version: number | null }[]>`
      SELECT max(version) AS version FROM central_schema`;
    const current = row?.version ?? 0;
    const newest = steps.at(-1)?.version ?? 0;
    if (current > newest) {
      throw new StartupError(
        `数据库由更新版本的 Credo 写入（结构 ${current}，本程序为 ${newest}）`,
        `The database was written by a newer Credo (schema ${current}, this one knows ${newest})`,
      );
    }
    for (const step of steps.filter(({ version }) => version > current)) {
      await step.up(sql);
      await sql`INSERT INTO central_schema(version, name) VALUES (${step.version}, ${step.name})`;
    }
  });
}
