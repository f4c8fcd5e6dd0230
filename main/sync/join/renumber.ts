import { syncedEntities } from '../../../shared/sync/entities.ts';
import type { SyncedEntity } from '../../../shared/sync/entity-types.ts';
import { spaceSize, spaceStart } from '../../../shared/sync/ids.ts';
import type { Database } from '../../database/database.ts';

interface Reference {
  readonly table: string;
  readonly column: string;
}

/**
 * Moves the rows that a workspace wrote before it joined into its device's id space, with everything
 * that names them, so that they meet nobody else's (`ids.ts`). Run once, in the joining transaction,
 * before the change capture is installed; foreign keys are checked when it commits.
 * @param uid what the centre calls this workspace's user, who is `localUid` so far
 */
export function renumberLocalRows(
  database: Database,
  { space, uid, localUid }: { space: number; uid: number; localUid: number },
): void {
  const moved = startMoving(database);
  const offset = spaceStart(space);
  for (const entity of syncedEntities) {
    if (!entity.numbered) continue;
    const key = entity.key[0] as string;
    const local = (column: string) =>
      `"${column}" > ${entity.seededUpTo ?? 0} AND "${column}" < ${spaceSize}`;
    // References first: a row found by its old number must not have moved yet.
    for (const { table, column } of referencesTo(database, entity)) {
      database.exec(
        `UPDATE "${table}" SET "${column}" = "${column}" + ${offset} WHERE ${local(column)}`,
      );
    }
    renumberJson(database, entity, offset);
    database.exec(
      `UPDATE "${entity.table}" SET "${key}" = "${key}" + ${offset} WHERE ${local(key)}`,
    );
  }
  renameUser(database, localUid, uid);
  moved();
}

/** Numbers move table by table, also those in the audit log. @returns what ends it */
function startMoving(database: Database): () => void {
  // Foreign keys are checked when the transaction commits.
  database.pragma('defer_foreign_keys = ON');
  const allow = database.prepare<[0 | 1]>('UPDATE audit_retention SET renumbering = ?');
  allow.run(1);
  return () => allow.run(0);
}

/**
 * Gives a row another id, with everything that names it. Run in a transaction, where the row of that id
 * is not there yet.
 */
export function renameRow(
  database: Database,
  entity: SyncedEntity,
  from: string,
  to: string,
): void {
  const moved = startMoving(database);
  const key = entity.key[0] as string;
  for (const { table, column } of [
    ...referencesTo(database, entity),
    { table: entity.table, column: key },
  ]) {
    database
      .prepare(`UPDATE "${table}" SET "${column}" = ? WHERE "${column}" = ?`)
      .run(BigInt(to), BigInt(from));
  }
  moved();
}

/**
 * Takes the rows of a company that the workspace has left back into space 0, as if they had been written
 * alone, since another company gives the same spaces to other devices. Run before `renumberLocalRows`.
 */
export function returnToSpaceZero(database: Database): void {
  const moved = startMoving(database);
  database.exec('CREATE TEMP TABLE moved (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)');
  const among = 'IN (SELECT old FROM moved)';
  for (const entity of syncedEntities) {
    if (!entity.numbered) continue;
    const key = entity.key[0] as string;
    const { changes } = database
      .prepare(
        `INSERT INTO moved(old, new)
         SELECT "${key}", row_number() OVER (ORDER BY "${key}") + max(?, coalesce(
           (SELECT max("${key}") FROM "${entity.table}" WHERE "${key}" < ?), 0))
         FROM "${entity.table}" WHERE "${key}" >= ?`,
      )
      .run(entity.seededUpTo ?? 0, spaceSize, spaceSize);
    if (changes === 0) continue;
    const columns = [...referencesTo(database, entity), { table: entity.table, column: key }];
    for (const { table, column } of columns) {
      database.exec(`UPDATE "${table}"
        SET "${column}" = (SELECT new FROM moved WHERE old = "${column}") WHERE "${column}" ${among}`);
    }
    for (const { table, column, path } of jsonReferencesTo(entity)) {
      const value = `json_extract("${column}", ${path})`;
      database.exec(`UPDATE "${table}"
        SET "${column}" = json_set("${column}", ${path}, (SELECT new FROM moved WHERE old = ${value}))
        WHERE ${value} ${among}`);
    }
    database.exec('DELETE FROM moved');
  }
  database.exec('DROP TABLE moved');
  moved();
}

/** Columns that name a table's rows: by foreign keys, also of this device's own tables, and by the catalogue. */
function referencesTo(database: Database, entity: SyncedEntity): Reference[] {
  const key = entity.key[0] as string;
  const found = database
    .prepare<[string], Reference>(
      `SELECT m.name AS "table", f."from" AS "column"
       FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
       WHERE m.type = 'table' AND f."table" = ?`,
    )
    .all(entity.table);
  const loose = syncedEntities.flatMap(({ table, columns }) =>
    Object.entries(columns)
      .filter(([, { references }]) => references === entity.name)
      .map(([column]) => ({ table, column })),
  );
  const derived = derivedReferences[entity.name] ?? [];
  const all = new Map<string, Reference>();
  for (const reference of [...found, ...loose, ...derived]) {
    if (reference.table === entity.table && reference.column === key) continue;
    all.set(`${reference.table}.${reference.column}`, reference);
  }
  return [...all.values()];
}

/** Columns without a foreign key that each device derives or keeps for itself. */
const derivedReferences: Readonly<Record<string, readonly Reference[]>> = {
  applications: [{ table: 'audit_log', column: 'application_id' }],
  certificates: [
    { table: 'applications', column: 'degree_certificate_id' },
    { table: 'applications', column: 'income_certificate_id' },
    { table: 'audit_log', column: 'certificate_id' },
  ],
};

/** Values in JSON that name a table's rows, by the catalogue; `path` as SQL. */
function jsonReferencesTo(target: SyncedEntity): (Reference & { readonly path: string })[] {
  return syncedEntities.flatMap(({ table, columns }) =>
    Object.entries(columns).flatMap(([column, { jsonReferences = {} }]) =>
      Object.entries(jsonReferences)
        .filter(([, name]) => name === target.name)
        .map(([key]) => ({ table, column, path: `'$.${key}'` })),
    ),
  );
}

function renumberJson(database: Database, target: SyncedEntity, offset: number): void {
  for (const { table, column, path } of jsonReferencesTo(target)) {
    const value = `json_extract("${column}", ${path})`;
    database.exec(
      `UPDATE "${table}" SET "${column}" = json_set("${column}", ${path}, ${value} + ${offset})
       WHERE ${value} > ${target.seededUpTo ?? 0} AND ${value} < ${spaceSize}`,
    );
  }
}

/** Everything of the workspace's user is the company's user's. */
function renameUser(database: Database, from: number, to: number): void {
  if (from === to) return;
  database
    .prepare(
      `INSERT INTO users(uid, top_id, parent_id, name, role, created_at)
       SELECT ?, CASE top_id WHEN uid THEN ? ELSE top_id END,
         CASE parent_id WHEN uid THEN ? ELSE parent_id END, name, role, created_at
       FROM users WHERE uid = ? ON CONFLICT(uid) DO NOTHING`,
    )
    .run(to, to, to, from);
  const columns = database
    .prepare<[], Reference>(
      `SELECT m.name AS "table", c.name AS "column"
       FROM sqlite_schema m, pragma_table_info(m.name) c
       WHERE m.type = 'table' AND m.name <> 'users' AND m.name NOT LIKE 'sync\\_%' ESCAPE '\\'
         AND (c.name = 'uid' OR c.name LIKE '%\\_uid' ESCAPE '\\')`,
    )
    .all();
  for (const { table, column } of columns) {
    database.prepare(`UPDATE "${table}" SET "${column}" = ? WHERE "${column}" = ?`).run(to, from);
  }
  database.prepare('DELETE FROM users WHERE uid = ?').run(from);
}
