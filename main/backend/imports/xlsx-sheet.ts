import { CredoError } from '../../../shared/errors.ts';
import { type Cell, hasContent, type Sheet, type SheetRow, sheetLimits } from './sheet.ts';
import { XlsxPackage } from './xlsx-package.ts';

const smallPart = 10 * 1024 * 1024;

/**
 * Opens the first visible sheet of an XLSX file (ECMA-376), values as they are stored: a number keeps
 * all its digits whatever its format shows, a formula gives the value it last had.
 * @throws CredoError `importFileUnknown` for another ZIP, `importFileBroken`, `importFileInflated`;
 * while reading also `importTooManyRows`
 */
export async function openXlsx(path: string): Promise<Sheet> {
  const { part, date1904, strings } = await inPackage(path, async (parts) => ({
    ...(await findSheet(parts)),
    strings: await readSharedStrings(parts),
  }));
  return { date1904, rows: () => readRows(path, part, strings) };
}

async function inPackage<Result>(
  path: string,
  read: (parts: XlsxPackage) => Promise<Result>,
): Promise<Result> {
  const parts = await XlsxPackage.open(path);
  try {
    return await read(parts);
  } finally {
    parts.close();
  }
}

/** A name without its namespace prefix: some programs write `x:row`. */
function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

async function findSheet(parts: XlsxPackage): Promise<{ part: string; date1904: boolean }> {
  const workbook = 'xl/workbook.xml';
  if (!parts.has(workbook)) throw new CredoError('importFileUnknown');
  let date1904 = false;
  const sheets: { relation: string; visible: boolean }[] = [];
  await parts.parseAll(workbook, smallPart, {
    onopentag(name, attributes) {
      if (local(name) === 'workbookPr') date1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (local(name) !== 'sheet') return;
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      sheets.push({ relation, visible: !/hidden/i.test(attributes.state ?? '') });
    },
  });
  const sheet = sheets.find(({ visible }) => visible) ?? sheets[0];
  const targets = new Map<string, string>();
  await parts.parseAll('xl/_rels/workbook.xml.rels', smallPart, {
    onopentag(name, { Id, Target }) {
      if (local(name) === 'Relationship') targets.set(Id ?? '', Target ?? '');
    },
  });
  const target = targets.get(sheet?.relation ?? '') ?? '';
  const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  if (target === '' || !parts.has(part)) throw new CredoError('importFileBroken');
  return { part, date1904 };
}

async function readSharedStrings(parts: XlsxPackage): Promise<string[]> {
  const strings: string[] = [];
  if (!parts.has('xl/sharedStrings.xml')) return strings;
  let text = '';
  let open = 0;
  let phonetic = false;
  await parts.parseAll('xl/sharedStrings.xml', sheetLimits.sharedStringBytes, {
    onopentag(name) {
      const tag = local(name);
      if (tag === 'si') text = '';
      if (tag === 't') open++;
      if (tag === 'rPh') phonetic = true;
    },
    ontext(piece) {
      if (open > 0 && !phonetic && text.length <= sheetLimits.cell) text += piece;
    },
    onclosetag(name) {
      const tag = local(name);
      if (tag === 'si') strings.push(text);
      if (tag === 't') open--;
      if (tag === 'rPh') phonetic = false;
    },
  });
  return strings;
}

async function* readRows(
  path: string,
  part: string,
  strings: readonly string[],
): AsyncGenerator<SheetRow[]> {
  const parts = await XlsxPackage.open(path);
  try {
    const reader = new RowReader(strings);
    for await (const _ of parts.parse(part, sheetLimits.sheetBytes, reader.handlers)) {
      if (reader.rows.length < 500) continue;
      yield reader.rows;
      reader.rows = [];
    }
    yield reader.rows;
  } finally {
    parts.close();
  }
}

/** Collects the rows of a worksheet's XML. */
class RowReader {
  rows: SheetRow[] = [];
  readonly #strings: readonly string[];
  #row = 0;
  #cells: Cell[] = [];
  #column = -1;
  #type = '';
  #text = '';
  #inValue = false;
  #phonetic = false;

  constructor(strings: readonly string[]) {
    this.#strings = strings;
  }

  readonly handlers = {
    onopentag: (name: string, attributes: Record<string, string>) => {
      const tag = local(name);
      if (tag === 'row') this.#startRow(attributes.r);
      else if (tag === 'c') this.#startCell(attributes.r, attributes.t);
      else if (tag === 'v' || tag === 't') this.#inValue = true;
      else if (tag === 'rPh') this.#phonetic = true;
    },
    ontext: (piece: string) => {
      if (!this.#inValue || this.#phonetic || this.#text.length > sheetLimits.cell) return;
      this.#text += piece;
    },
    onclosetag: (name: string) => {
      const tag = local(name);
      if (tag === 'v' || tag === 't') this.#inValue = false;
      else if (tag === 'rPh') this.#phonetic = false;
      else if (tag === 'c') this.#endCell();
      else if (tag === 'row') this.#endRow();
    },
  };

  #startRow(number: string | undefined): void {
    this.#row = number === undefined ? this.#row + 1 : Number(number);
    if (!(this.#row >= 1 && this.#row <= sheetLimits.rows)) {
      throw new CredoError('importTooManyRows', { limit: sheetLimits.rows });
    }
    this.#cells = [];
    this.#column = -1;
  }

  #startCell(reference: string | undefined, type: string | undefined): void {
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
    this.#type = type ?? 'n';
    this.#text = '';
  }

  #endCell(): void {
    const value = this.#value();
    if (value === '') return;
    if (this.#column >= sheetLimits.columns) {
      throw new CredoError('importTooManyColumns', { limit: sheetLimits.columns });
    }
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = value;
  }

  #endRow(): void {
    if (hasContent(this.#cells)) this.rows.push({ row: this.#row, cells: this.#cells });
  }

  #value(): Cell {
    const text = this.#text;
    if (text === '') return '';
    if (this.#type === 's') return this.#strings[Number(text)] ?? '';
    if (this.#type === 'e') return { error: text };
    if (this.#type === 'b') return text === '1' ? 'TRUE' : 'FALSE';
    if (this.#type !== 'n') return text;
    const number = Number(text);
    return Number.isFinite(number) ? number : text;
  }
}

/** `C7` → 2. */
function columnOf(reference: string): number {
  let column = 0;
  for (const character of reference) {
    const letter = character.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}
