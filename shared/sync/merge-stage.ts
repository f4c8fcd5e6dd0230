import type { Values } from './ids.ts';
import type { MergeRow } from './merge-types.ts';

/** `list_state` of an application. */
const open = 1;
const closed = 2;

/** Whether an application is eliminated or archived. */
export function isClosed(row: MergeRow): boolean {
  return row.data.list_state === closed;
}

export function closes(values: Readonly<Values>): boolean {
  return values.list_state === closed;
}

/** A move leaves `list_state` alone; only an explicit reopening writes it. */
export function reopens(values: Readonly<Values>): boolean {
  return values.list_state === open;
}
