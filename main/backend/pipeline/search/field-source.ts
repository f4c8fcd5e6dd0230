import { certificateKinds } from '../../../../shared/catalogue/certificate-kinds.ts';
import { columns } from '../../../../shared/catalogue/columns.ts';
import { fieldsWithoutColumn } from '../../../../shared/catalogue/editable-fields.ts';
import {
  type FilterField,
  filterFields,
  progressKey,
} from '../../../../shared/catalogue/filter-fields.ts';
import type { TextColumn } from './search-request.ts';
import { deadlineColumn, messageColumn, progressColumn } from './search-table.ts';

/** Where the search table holds a field of the catalogue. */
export type FieldSource =
  | { kind: 'text'; column: TextColumn }
  | { kind: 'number' | 'day'; column: string }
  /** Small numbers: a status, or the place of an option. */
  | { kind: 'code'; column: string; codeOf(value: number | string): number; deadline?: string };

const textColumns: Readonly<Record<string, TextColumn>> = {
  resume_name: 'name',
  resume_phone: 'phone',
  resume_email: 'email',
  position_name: 'position',
  stage_name: 'stage',
  step_name: 'step',
};

/** Columns of `applications` by the field's key, where they have another name. */
const applicationColumns = new Map<string, string>([
  ...[...columns, ...fieldsWithoutColumn].flatMap((entry): [string, string][] =>
    'applicationColumn' in entry ? [[entry.key, entry.applicationColumn]] : [],
  ),
  ...certificateKinds.map((kind): [string, string] => [kind.column, kind.applicationStatusColumn]),
]);

function sourceOf(field: FilterField): FieldSource {
  const { key, type, options } = field;
  const column = applicationColumns.get(key) ?? key;
  const place = (value: number | string) => options.findIndex((option) => option.value === value);
  switch (type) {
    case 'text':
      return { kind: 'text', column: textColumns[key] as TextColumn };
    case 'time':
      return { kind: 'number', column };
    case 'date':
      return { kind: 'day', column };
    case 'status':
      return { kind: 'code', column, codeOf: Number };
    case 'choice':
      return { kind: 'code', column: messageColumn, codeOf: (value) => place(value) + 1 };
    case 'progress': {
      const kind = certificateKinds.find((entry) => progressKey(entry.kind) === key)?.kind ?? '';
      return {
        kind: 'code',
        column: progressColumn(kind),
        codeOf: place,
        deadline: deadlineColumn(kind),
      };
    }
  }
}

const sources = new Map(filterFields.map((field) => [field.key, sourceOf(field)]));

/** The source of a field of the catalogue. @throws RangeError for a key that is not in it */
export function fieldSource(key: string): FieldSource {
  const source = sources.get(key);
  if (!source) throw new RangeError(`no such field: ${key}`);
  return source;
}
