import { columns } from './columns.ts';
import { searchKeys } from './search-keys.ts';
import type { StatusName } from './status-options.ts';

/** A value of an application that a recruiter sets by hand (`updateFields`). */
export interface EditableField {
  /** The column's key, or the search key's where no column shows the value. */
  readonly key: string;
  readonly type: 'status' | 'time' | 'date';
  /** What the numbers of a `status` mean. */
  readonly options?: StatusName;
  /** The column of `applications` that holds it. */
  readonly applicationColumn: string;
}

/**
 * Every column that holds a value of its own, and every filter whose value no column shows.
 * Certificates are not among them: their status follows from submissions and reviews.
 */
export const editableFields: readonly EditableField[] = (() => {
  const fields = new Map<string, EditableField>();
  for (const column of columns) {
    if ('applicationColumn' in column) fields.set(column.applicationColumn, column);
  }
  for (const entry of searchKeys) {
    if (!('applicationColumn' in entry) || (entry.options as string) === 'certificate') continue;
    const { applicationColumn } = entry;
    if (!fields.has(applicationColumn)) fields.set(applicationColumn, { ...entry, type: 'status' });
  }
  return [...fields.values()].map(({ key, type, options, applicationColumn }) => ({
    key,
    type,
    ...(options && { options }),
    applicationColumn,
  }));
})();

/** The editable statuses that no column shows: rows of `process/list` carry them after the columns. */
export const fieldsWithoutColumn: readonly EditableField[] = editableFields.filter(
  ({ key }) => !columns.some((column) => column.key === key),
);
