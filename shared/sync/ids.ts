import type { SyncedEntity } from './entity-types.ts';

/**
 * Ids that devices give out independently and that never meet.
 *
 * A joined device has a number from the centre, its space: new rows of `numbered` tables get the ids
 * `space · 2^32 + counter`, below 2^53, by `credo_next_id` (main/sync/capture). A workspace that has
 * not joined is space 0; when it joins, its rows of space 0 (above `seededUpTo`) are renumbered into
 * its space, and so is every reference that the catalogue names. A device database that was restored
 * or cloned gets a new space with its new incarnation, since the old one may be in use twice.
 *
 * `tob_resume_id` is random in 63 bits and is not renumbered; `uid` comes from the centre.
 */
export const spaceSize = 2 ** 32;

/** The space of what the centre itself creates (copies of templates, candidates' submissions). */
export const centreSpace = 1;

/** Spaces of devices are 2 … 2^20 − 1. */
export const firstDeviceSpace = 2;
export const lastSpace = 2 ** 20 - 1;

/** The number that the ids of a space follow. */
export function spaceStart(space: number): number {
  if (!Number.isInteger(space) || space < 0 || space > lastSpace) {
    throw new RangeError(`not an id space: ${space}`);
  }
  return space * spaceSize;
}

/** The space that an id belongs to; 0 for what was created before joining, and for seeded rows. */
export function spaceOf(id: number): number {
  return Math.floor(id / spaceSize);
}

/** Whether a row keeps its id when its workspace joins. */
export function isSeeded(entity: SyncedEntity, id: number): boolean {
  return entity.numbered !== true || (entity.seededUpTo !== undefined && id <= entity.seededUpTo);
}

/** Where a row of space 0 goes when its workspace joins as `space`. */
export function renumbered(entity: SyncedEntity, id: number, space: number): number {
  return isSeeded(entity, id) || spaceOf(id) !== 0 ? id : spaceStart(space) + id;
}

/** A value of a row on the wire; 64-bit ids are strings of digits. */
export type Value = string | number | null;
export type Values = Record<string, Value>;

/**
 * The id of a row on the wire: its key's text, or `json_array(…)` of a longer key's columns as SQLite
 * writes it.
 */
export function rowId(entity: SyncedEntity, row: Readonly<Values>): string {
  const [first, ...rest] = entity.key;
  if (first !== undefined && rest.length === 0) return String(row[first]);
  return `[${entity.key.map((name) => keyPart(entity, name, row[name])).join(',')}]`;
}

function keyPart(entity: SyncedEntity, name: string, value: Value | undefined): string {
  return entity.columns[name]?.type === 'text' ? JSON.stringify(value) : String(value);
}
