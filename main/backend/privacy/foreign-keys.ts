import type { Database } from '../../database/database.ts';

/** A column that refers to a row of another table. */
export interface Reference {
  readonly table: string;
  readonly column: string;
  /** The column referred to. */
  readonly target: string;
}

export type References = ReadonlyMap<string, readonly Reference[]>;

type ParentedReference = Reference & { parent: string };

/**
 * Every reference to each table, as the schema declares them: what belongs to a row is found through
 * them, also in tables that are added later. Those that SQLite empties by itself are left out.
 */
export function referencesTo(database: Database): References {
  return byParent(declared(database));
}

/** Ids that name a person's rows, wherever a table has such a column. */
const personIds = [
  { column: 'tob_resume_id', parent: 'candidates' },
  { column: 'application_id', parent: 'applications' },
  { column: 'certificate_id', parent: 'certificates' },
] as const;

/**
 * As `referencesTo`, with columns that name a person's rows without declaring it: what a table keeps
 * of somebody must go with them all the same.
 * @param apart tables that are to outlive the person, and hold nothing but ids
 */
export function referencesToPerson(database: Database, apart: readonly string[]): References {
  const known = declared(database);
  const columns = database
    .prepare<[], { table: string; column: string }>(
      `SELECT m.name AS "table", p.name AS "column" FROM sqlite_schema m, pragma_table_info(m.name) p
       WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'`,
    )
    .all();
  const loose = columns.flatMap(({ table, column }): ParentedReference[] => {
    const id = personIds.find((entry) => entry.column === column);
    if (!id || id.parent === table) return [];
    const declaredToo = known.some((entry) => entry.table === table && entry.column === column);
    return declaredToo ? [] : [{ table, column, parent: id.parent, target: column }];
  });
  return byParent([...known, ...loose].filter(({ table }) => !apart.includes(table)));
}

function declared(database: Database): ParentedReference[] {
  return database
    .prepare<[], ParentedReference>(
      `SELECT m.name AS "table", f."from" AS "column", f."table" AS parent,
         coalesce(f."to", (SELECT p.name FROM pragma_table_info(f."table") p WHERE p.pk = 1)) AS target
       FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
       WHERE m.type = 'table' AND f.on_delete <> 'SET NULL' ORDER BY m.name, f.id`,
    )
    .all();
}

function byParent(references: readonly ParentedReference[]): References {
  return Map.groupBy(references, ({ parent }) => parent);
}

/** Rows of a table, by the values of a column. */
export interface RowsOf {
  readonly table: string;
  readonly column: string;
  readonly values: readonly (bigint | string)[];
}

/**
 * Visits rows and, before them, everything that refers to them.
 * @param visit told table by table; a table may come more than once
 */
export function visitWithReferences(
  database: Database,
  references: References,
  from: RowsOf,
  visit: (rows: RowsOf & { condition: string; list: string }) => void,
  path: readonly string[] = [],
): void {
  const { table, column, values } = from;
  if (values.length === 0 || path.includes(table)) return;
  const condition = `"${column}" IN (SELECT value FROM json_each(?))`;
  const list = `[${values.map((value) => (typeof value === 'string' ? JSON.stringify(value) : value)).join()}]`;
  for (const reference of references.get(table) ?? []) {
    const referred = database
      .prepare<[string], bigint | string>(
        `SELECT DISTINCT "${reference.target}" FROM "${table}"
         WHERE ${condition} AND "${reference.target}" IS NOT NULL`,
      )
      .pluck()
      .safeIntegers()
      .all(list);
    const rows = { table: reference.table, column: reference.column, values: referred };
    visitWithReferences(database, references, rows, visit, [...path, table]);
  }
  visit({ ...from, condition, list });
}
