import type { ImportField, ImportKind } from '../../../shared/api/candidates.ts';
import { CredoError, type ErrorName, type ErrorParameters } from '../../../shared/errors.ts';
import { normaliseEmail, normaliseIdNumber, normalisePhone } from '../candidates/contact.ts';
import { cellTime } from './cell-time.ts';
import { cellDigits, cellText } from './cell-values.ts';
import type { Header } from './header.ts';
import type { Cell, SheetRow } from './sheet.ts';

/** A candidate as a row gives it, contact data in the form that is kept. */
export interface CandidateRecord {
  name: string;
  phone: string;
  email: string;
  id_number: string;
  position: string;
  /** 0 where the row gives none. */
  position_id: number;
  stage: string;
  /** Milliseconds; null where the row gives none. */
  applied_at: number | null;
}

export interface PositionRecord {
  position: string;
  department: string;
}

/** Why a row cannot be taken; the message is made in the language of who imports. */
export interface RowIssue {
  /** The header of the column. */
  field: string;
  value: string;
  code: ErrorName;
  parameters: ErrorParameters;
}

/** A row of the file: a record where there are no issues. */
export type ImportRow<Record = CandidateRecord | PositionRecord> =
  | { row: number; record: Record; issues?: undefined }
  | { row: number; record?: undefined; issues: RowIssue[] };

export interface RecordContext {
  header: Header;
  kind: ImportKind;
  timeZone: string;
  date1904: boolean;
  /** Milliseconds. */
  now: number;
}

const day = 24 * 60 * 60_000;

/** Longest texts, as `createCandidate` and `createPosition` take them. */
const longest = { name: 100, position: 200, department: 200, stage: 100 } as const;

/** Reads a row's cells as a record, every field that is wrong with its own issue. */
export function readRecord({ row, cells }: SheetRow, context: RecordContext): ImportRow {
  const issues: RowIssue[] = [];
  const reader = new FieldReader(cells, context.header, issues);
  const record =
    context.kind === 'candidate' ? readCandidate(reader, context) : readPosition(reader);
  return issues.length === 0 ? { row, record } : { row, issues };
}

function readCandidate(reader: FieldReader, context: RecordContext): CandidateRecord {
  const record: CandidateRecord = {
    name: reader.read('name', '', requiredText('name')),
    phone: reader.read('phone', '', (cell) => normalisePhone(cellDigits(cell))),
    email: reader.read('email', '', (cell) => normaliseEmail(cellText(cell))),
    id_number: reader.read('id_number', '', (cell) => normaliseIdNumber(cellDigits(cell))),
    position: reader.read('position', '', limitedText('position')),
    position_id: reader.read('position_id', 0, positionId),
    stage: reader.read('stage', '', limitedText('stage')),
    applied_at: reader.read('applied_at', null, (cell) => {
      const time = cellTime(cell, context.timeZone, context.date1904);
      // A day ahead may be another time zone's today; more is a mistake.
      if (time !== null && time > context.now + day) {
        throw new CredoError('importTimeInvalid', { value: cellText(cell) });
      }
      return time;
    }),
  };
  if (reader.clean && record.phone === '' && record.email === '' && record.id_number === '') {
    reader.refuse('phone', '', new CredoError('importContactMissing'));
  }
  return record;
}

function readPosition(reader: FieldReader): PositionRecord {
  return {
    position: reader.read('position', '', requiredText('position')),
    department: reader.read('department', '', limitedText('department')),
  };
}

/** Reads the fields of one row and notes what is wrong with them. */
class FieldReader {
  readonly #cells: readonly Cell[];
  readonly #header: Header;
  readonly #issues: RowIssue[];

  constructor(cells: readonly Cell[], header: Header, issues: RowIssue[]) {
    this.#cells = cells;
    this.#header = header;
    this.#issues = issues;
  }

  get clean(): boolean {
    return this.#issues.length === 0;
  }

  /** A field's value; `otherwise` where the cell cannot be read as one. */
  read<Value>(field: ImportField, otherwise: Value, parse: (cell: Cell) => Value): Value {
    const cell = this.#cell(field);
    try {
      return parse(cell);
    } catch (error) {
      if (!(error instanceof CredoError)) throw error;
      this.refuse(field, typeof cell === 'object' ? cell.error : String(cell), error);
      return otherwise;
    }
  }

  refuse(field: ImportField, value: string, { code, parameters }: CredoError): void {
    const column = this.#header.columns.get(field)?.[0];
    const title = column === undefined ? field : (this.#header.titles[column] ?? field);
    this.#issues.push({ field: title, value: value.slice(0, 100), code, parameters });
  }

  /** The first cell that is not empty, where several columns are the field's. */
  #cell(field: ImportField): Cell {
    for (const column of this.#header.columns.get(field) ?? []) {
      const cell = this.#cells[column] ?? '';
      if (typeof cell !== 'string' || cell.trim() !== '') return cell;
    }
    return '';
  }
}

function limitedText(field: keyof typeof longest): (cell: Cell) => string {
  return (cell) => {
    const text = cellText(cell).normalize('NFC').replace(/\s+/g, ' ');
    if (text.length > longest[field]) {
      throw new CredoError('importValueTooLong', { limit: longest[field] });
    }
    return text;
  };
}

function requiredText(field: keyof typeof longest): (cell: Cell) => string {
  const read = limitedText(field);
  return (cell) => {
    const text = read(cell);
    if (text === '') throw new CredoError('importValueMissing');
    return text;
  };
}

function positionId(cell: Cell): number {
  const text = cellDigits(cell);
  if (text === '') return 0;
  if (!/^[1-9]\d{0,14}$/.test(text)) {
    throw new CredoError('importPositionUnknown', { value: text.slice(0, 40) });
  }
  return Number(text);
}
