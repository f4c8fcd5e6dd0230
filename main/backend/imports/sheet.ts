/** A cell that holds the error of a formula, such as `#REF!`. */
export interface CellError {
  readonly error: string;
}

/** A cell of an imported file; '' where it is empty. CSV has texts alone. */
export type Cell = string | number | CellError;

/** A row with its number as a spreadsheet shows it, from 1. Rows of empty cells are left out. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** The rows of a file. */
export interface Sheet {
  /** Numbers that stand for times count from 1904, as old Macs have it. */
  readonly date1904: boolean;
  rows(): AsyncIterable<readonly SheetRow[]>;
}

/** Limits of an imported file; beyond them it is refused, whatever it is. */
export const sheetLimits = {
  columns: 256,
  /** As many as a spreadsheet has. */
  rows: 1_048_576,
  /** Characters of a cell, as a spreadsheet has it. */
  cell: 32_767,
  /** Characters of a CSV record: what bounds a quotation mark that is never closed. */
  record: 1_000_000,
  /** Bytes of an XLSX's parts once unpacked. */
  sheetBytes: 600 * 1024 * 1024,
  sharedStringBytes: 200 * 1024 * 1024,
} as const;

/** True where there is something in the row. */
export function hasContent(cells: readonly Cell[]): boolean {
  return cells.some((cell) => typeof cell !== 'string' || cell.trim() !== '');
}
