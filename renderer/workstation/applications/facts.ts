import type { ApplicationRow } from '../../../shared/api/process.ts';
import { type Column, columns } from '../../../shared/catalogue/columns.ts';
import {
  type EditableField,
  editableFields,
  fieldsWithoutColumn,
} from '../../../shared/catalogue/editable-fields.ts';
import { type SearchKey, searchKeys } from '../../../shared/catalogue/search-keys.ts';
import { stageTypes } from '../../../shared/catalogue/stages.ts';

/** A value of an application as the panel shows it: drawn like a cell of its column's type. */
export interface Fact {
  readonly column: Column;
  /** Absent where the value follows from something else, as the mail trace does. */
  readonly field?: EditableField;
}

/** Every value but the certificates, which have a section of their own; by stage. */
const facts: readonly Fact[] = [...columns, ...columnsOfFields()]
  .filter(({ type }) => type !== 'certificate')
  .sort((a, b) => stageOrder(a) - stageOrder(b))
  .map((column): Fact => {
    const field = editableFields.find(({ key }) => key === column.key);
    return { column, ...(field && { field }) };
  });

/**
 * What is worth showing of an application: what has a value and, while it is in progress, what can be
 * given one at its stage.
 */
export function factsOf(row: ApplicationRow): Fact[] {
  const stage = stageTypes.find(({ stageTypeId }) => stageTypeId === row.stage_type_id);
  return facts.filter(({ column, field }) => {
    const value = row[column.key as keyof ApplicationRow];
    if (value !== null && value !== 0) return true;
    return field !== undefined && row.list_state === 1 && column.group === stage?.key;
  });
}

/** What no column shows, as if a column did. */
function columnsOfFields(): Column[] {
  return fieldsWithoutColumn.flatMap((field) => {
    const entry: SearchKey | undefined = searchKeys.find(({ key }) => key === field.key);
    return entry ? [{ ...entry, ...field, usedByDefault: false }] : [];
  });
}

function stageOrder({ group }: Column): number {
  return stageTypes.findIndex(({ key }) => key === group);
}
