import { syncedColumn, syncedEntity } from '../../../shared/sync/entities.ts';
import type { SyncedEntity } from '../../../shared/sync/entity-types.ts';
import { rowId, spaceOf, type Values } from '../../../shared/sync/ids.ts';
import type { Rejection } from '../../../shared/sync/merge-types.ts';
import { type Operation, type StreamScope, schemaVersion } from '../../../shared/sync/operation.ts';
import type { Role } from '../../../shared/sync/protocol-access.ts';
import type { CachedRow, RowCache, RowKey } from './row-cache.ts';

/** Who makes operations, as far as what they may do goes. */
export interface Writer {
  readonly uid: number;
  readonly role: Role;
  /** Id spaces of the device's incarnations. */
  readonly spaces: ReadonlySet<number>;
}

/** The pseudo-entity that `resolve` operations name. */
export const conflictsEntity = 'conflicts';

/** What an operation is judged by. */
export interface Circumstances {
  readonly rows: RowCache;
  /** People who were erased meanwhile. */
  readonly erased: ReadonlySet<string>;
  /** The id that the device gave; another row may stand for it. */
  readonly givenId: string;
}

/**
 * Whether an operation may be made at all: it fits the catalogue, belongs to the writer and the role,
 * and what it names exists. How it meets other edits is `merge`'s.
 * @returns why not, or undefined
 */
export function judge(
  operation: Operation,
  writer: Writer,
  { rows, erased, givenId }: Circumstances,
): Rejection | undefined {
  const { command, entity: name } = operation;
  if ((command === 'resolve') !== (name === conflictsEntity)) return 'malformed';
  if (command === 'resolve') return writer.role === 'reviewer' ? 'forbidden' : undefined;
  const entity = syncedEntity(name);
  // What a newer schema brought is kept and handed on as it is.
  if (!entity) return operation.schema_v > schemaVersion ? undefined : 'malformed';
  const subject = subjectOf(entity, operation, rows);
  if (subject !== null && erased.has(subject)) return 'erased';
  return (
    judgeShape(entity, operation) ??
    judgeWriter(entity, operation, writer) ??
    (command === 'create' ? judgeCreation(entity, operation, writer, rows, givenId) : undefined)
  );
}

function judgeShape(entity: SyncedEntity, operation: Operation): Rejection | undefined {
  const { command, id, patch, scope } = operation;
  const row = command === 'create' ? patch : keyValues(entity, id);
  if (!row || rowId(entity, row as Values) !== id) return 'malformed';
  const expected = expectedScope(entity, command === 'create' ? patch : { ...row, ...patch });
  if (expected !== undefined && expected !== scope) return 'malformed';
  for (const { name, shape } of columnsOf(entity).hashes) {
    const value = patch[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string' || !shape.test(value)) return 'malformed';
  }
  if (entity.seededUpTo !== undefined && Number(id) <= entity.seededUpTo) return 'forbidden';
  const local = entity.localKeys?.includes(String((row as Values)[entity.key.at(-1) as string]));
  if (local) return 'malformed';
  return command === 'erase' && entity.subject !== 'self' ? 'malformed' : undefined;
}

/** The key's columns from a row's id; undefined where it is none. */
function keyValues(entity: SyncedEntity, id: string): Values | undefined {
  const [only, ...more] = entity.key;
  if (only !== undefined && more.length === 0) return { [only]: id };
  try {
    const parts: unknown = JSON.parse(id);
    if (!Array.isArray(parts) || parts.length !== entity.key.length) return undefined;
    return Object.fromEntries(entity.key.map((name, index) => [name, parts[index]]));
  } catch {
    return undefined;
  }
}

/** The stream that a row belongs to; undefined where what is known of it does not say. */
function expectedScope(entity: SyncedEntity, row: Values): StreamScope | undefined {
  if (entity.scope === 'byUid') return Number(row.uid) === 0 ? 'company' : 'user';
  if (entity.scope !== 'byKind') return entity.scope;
  if (row.kind === undefined) return undefined;
  return row.kind === 'private' ? 'user' : 'company';
}

function judgeWriter(
  entity: SyncedEntity,
  operation: Operation,
  { uid, role }: Writer,
): Rejection | undefined {
  const { command, id, patch, scope } = operation;
  if (scope === 'user') {
    const { uid: named, owner_uid: owned = named } = { ...keyValues(entity, id), ...patch };
    // The stream is the writer's own; a change says whose the row is where that is its key.
    const owner = owned ?? (command === 'create' ? 0 : uid);
    return Number(owner) === uid ? undefined : 'forbidden';
  }
  if (entity.kind === 'central') {
    const own = command === 'change' && id === String(uid);
    return own && Object.keys(patch).every((name) => name === 'name') ? undefined : 'forbidden';
  }
  if (role !== 'reviewer' || entity.reviewers) return undefined;
  return command === 'change' && Object.keys(patch).every((name) => byReviewing(entity, name))
    ? undefined
    : 'forbidden';
}

/** What giving a verdict changes besides the verdict. */
function byReviewing(entity: SyncedEntity, name: string): boolean {
  const { rule, group } = syncedColumn(entity, name);
  return rule === 'latest' || group === 'reopened';
}

function judgeCreation(
  entity: SyncedEntity,
  { patch, scope }: Operation,
  { spaces }: Writer,
  rows: RowCache,
  givenId: string,
): Rejection | undefined {
  if (entity.numbered && !spaces.has(spaceOf(Number(givenId)))) return 'forbidden';
  for (const key of referencesOf(entity, patch, scope)) {
    const { row } = rows.get(key);
    if (row?.erased) return 'erased';
    if (!row || row.deleted) return 'missing_reference';
  }
  return undefined;
}

/** The rows that a new row names and that have to be there. */
export function referencesOf(
  entity: SyncedEntity,
  patch: Readonly<Values>,
  scope: StreamScope,
): RowKey[] {
  const keys: RowKey[] = [];
  for (const { name, references } of columnsOf(entity).references) {
    const value = patch[name];
    if (value === null || value === undefined) continue;
    keys.push({ scope, entity: references, id: String(value) });
  }
  return keys;
}

/** The columns of an entity that are looked at in each operation. */
interface JudgedColumns {
  readonly references: readonly { readonly name: string; readonly references: string }[];
  readonly hashes: readonly { readonly name: string; readonly shape: RegExp }[];
}

const judgedColumns = new Map<SyncedEntity, JudgedColumns>();

function columnsOf(entity: SyncedEntity): JudgedColumns {
  let judged = judgedColumns.get(entity);
  if (!judged) {
    const columns = Object.entries(entity.columns);
    judged = {
      references: columns.flatMap(([name, { references, loose }]) =>
        references && !loose ? [{ name, references }] : [],
      ),
      hashes: columns.flatMap(([name, { sealed, blob }]) => {
        if (sealed) return [{ name, shape: /^sha256:[0-9a-f]{64}$/ }];
        return blob ? [{ name, shape: /^[0-9a-f]{64}$/ }] : [];
      }),
    };
    judgedColumns.set(entity, judged);
  }
  return judged;
}

/** The person whom a row is about: its own, or its parent's; null where it is about nobody. */
export function subjectOf(
  entity: SyncedEntity,
  { id, patch, scope, entity: name }: Pick<Operation, 'id' | 'patch' | 'scope' | 'entity'>,
  rows: RowCache,
): string | null {
  if (entity.subject === undefined) return null;
  if (entity.subject === 'self') return id;
  const known: CachedRow = rows.get({ scope, entity: name, id });
  if (known.row) return known.subject;
  const parent = entity.columns[entity.subject]?.references;
  const value = patch[entity.subject];
  if (parent === undefined || value === null || value === undefined) return null;
  return rows.get({ scope, entity: parent, id: String(value) }).subject;
}
