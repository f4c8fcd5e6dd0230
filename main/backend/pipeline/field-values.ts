import { editableFields } from '../../../shared/catalogue/editable-fields.ts';
import { statusOptions } from '../../../shared/catalogue/status-options.ts';
import { CredoError } from '../../../shared/errors.ts';
import { isDate, parseTime } from '../../../shared/time.ts';

/** A value as the API carries it. */
export type FieldValue = number | string | null;

/** A value to write: its key in the API, and its column of `applications` with what goes into it. */
export interface ColumnValue {
  key: string;
  applicationColumn: string;
  stored: FieldValue;
}

/**
 * Reads the fields of `updateFields` into values of the `applications` table.
 * @throws CredoError `unknownSettingKeys` for a key that is not editable; `invalidParameter` for a
 * value that the field cannot hold
 */
export function readFieldValues(
  fields: Readonly<Record<string, FieldValue>>,
  timeZone: string,
): ColumnValue[] {
  const unknown = Object.keys(fields).filter(
    (key) => !editableFields.some((field) => field.key === key),
  );
  if (unknown.length > 0) {
    throw new CredoError('unknownSettingKeys', {
      keys: unknown.slice(0, 10).join(', ').slice(0, 500),
    });
  }
  return editableFields
    .filter(({ key }) => Object.hasOwn(fields, key))
    .map((field) => {
      const value = fields[field.key] as FieldValue;
      const stored = storedValue(field, value, timeZone);
      if (stored === undefined) {
        throw new CredoError('invalidParameter', {
          field: field.key,
          reason: JSON.stringify(value),
        });
      }
      return { key: field.key, applicationColumn: field.applicationColumn, stored };
    });
}

/** The value as it is stored, or undefined where the field cannot hold it. */
function storedValue(
  field: (typeof editableFields)[number],
  value: FieldValue,
  timeZone: string,
): FieldValue | undefined {
  if (field.type === 'status') {
    const status = Number(value ?? 0);
    const options = field.options ? statusOptions[field.options] : [];
    return status === 0 || options.some((option) => option.value === status) ? status : undefined;
  }
  if (value === null || value === '') return null;
  if (typeof value !== 'string') return undefined;
  if (field.type === 'date') return isDate(value) ? value : undefined;
  return parseTime(value, timeZone);
}
