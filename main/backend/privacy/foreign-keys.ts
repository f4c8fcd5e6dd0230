import type { Database } from '../../database/database.ts';

/** A column that refers to a row of another table. */
export interface Reference {
  readonly table: string;
  readonly column: string;
  /** The column referred to. */
  readonly target: string;
}

/**
 * Every reference to each table, as the schema declares them: what belongs to a row is found through
 * them, also in tables that are added later.
 */
export function referencesTo(database: Database): ReadonlyMap<string, readonly Reference[]> {
  const references = database
    .prepare<[], Reference & { parent: string }>(
      `SELECT m.name AS "table", f."from" AS "column", f."table" AS parent,
         coalesce(f."to", (SELECT p.name FROM pragma_table_info(f."table") p WHERE p.pk = 1)) AS target
       FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
       WHERE m.type = 'table' ORDER BY m.name, f.id`,
    )
    .all();
  return Map.groupBy(references, ({ parent }) => parent);
}

/**
 * Deletes rows with everything that refers to them, what refers first. Runs in the caller's
 * transaction.
 * @param values of the column that says which rows
 * @param counts rows deleted by table; added to
 */
export function deleteWithReferences(
  database: Database,
  references: ReadonlyMap<string, readonly Reference[]>,
  from: { table: string; column: string; values: readonly (bigint | string)[] },
  counts: Map<string, number>,
  path: readonly string[] = [],
): void {
  const { table, column, values } = from;
  if (values.length === 0 || path.includes(table)) return;
  const chosen = `"${column}" IN (SELECT value FROM json_each(?))`;
  const list = `[${values.map((value) => (typeof value === 'string' ? JSON.stringify(value) : value)).join()}]`;
  for (const reference of references.get(table) ?? []) {
    const referred = database
      .prepare<[string], bigint | string>(
        `SELECT DISTINCT "${reference.target}" FROM "${table}"
         WHERE ${chosen} AND "${reference.target}" IS NOT NULL`,
      )
      .pluck()
      .safeIntegers()
      .all(list);
    deleteWithReferences(
      database,
      references,
      { table: reference.table, column: reference.column, values: referred },
      counts,
      [...path, table],
    );
  }
  const { changes } = database.prepare(`DELETE FROM "${table}" WHERE ${chosen}`).run(list);
  if (changes > 0) counts.set(table, (counts.get(table) ?? 0) + changes);
}
