import { certificateKinds } from '../../../../shared/catalogue/certificate-kinds.ts';
import { columns } from '../../../../shared/catalogue/columns.ts';
import { searchKeys } from '../../../../shared/catalogue/search-keys.ts';
import { verificationKey, verifiedKinds } from '../../../../shared/catalogue/verifications.ts';
import { NameDictionary } from './name-dictionary.ts';
import { SortedTexts } from './sorted-texts.ts';

/** Columns of `applications` that hold a small number: statuses, stage type, state. */
export const statusColumns: readonly string[] = [
  ...new Set([
    'stage_type_id',
    'list_state',
    ...[...columns, ...searchKeys].flatMap((entry) =>
      'options' in entry && 'applicationColumn' in entry ? [entry.applicationColumn] : [],
    ),
    ...certificateKinds.map(({ applicationStatusColumn }) => applicationStatusColumn),
  ]),
];

/** Columns of `applications` that hold a number or nothing; times are milliseconds. */
export const numberColumns: readonly string[] = [
  'process_id',
  'tob_position_id',
  'applied_at',
  'updated_at',
  'changed_sequence',
  'applied_sequence',
  ...columns.flatMap((column) => (column.type === 'time' ? [column.applicationColumn] : [])),
];

/** Columns of `applications` that hold a day, kept as days since 1970. */
export const dayColumns: readonly string[] = columns.flatMap((column) =>
  column.type === 'date' ? [column.applicationColumn] : [],
);

/** The column of a kind's progress (index of `certificateProgressStates`), and of its deadline. */
export const progressColumn = (kind: string) => `${kind}_progress`;
export const deadlineColumn = (kind: string) => `${kind}_deadline`;
/** The stage of the newest message: 1 and on in the order of the field's options. */
export const messageColumn = 'message_stage';

/** Texts that many rows share by an id of theirs: positions, stages, steps. */
export class SharedTexts {
  readonly #entries = new Map<number, number>();
  readonly texts: string[] = [];
  /** The place of each entry in the order by it. */
  readonly ranks: number[] = [];

  /** The entry of an id; one that has no text yet has the empty one. */
  entry(id: number): number {
    const known = this.#entries.get(id);
    if (known !== undefined) return known;
    const entry = this.texts.push('') - 1;
    this.ranks.push(0);
    this.#entries.set(id, entry);
    return entry;
  }

  /** Sets the texts anew, in their order. */
  setAll(rows: readonly (readonly [number, string])[]): void {
    rows.forEach(([id, text], rank) => {
      const entry = this.entry(id);
      this.texts[entry] = text;
      this.ranks[entry] = rank;
    });
  }
}

/** A grown copy: the rows so far, and room. */
function grown<Column extends Uint8Array | Float64Array | Int32Array>(
  column: Column,
  capacity: number,
): Column {
  const copy = new (column.constructor as new (length: number) => Column)(capacity);
  copy.set(column);
  return copy;
}

/**
 * Applications as columns in memory, a row each, in the order of their ids: what a filter, an order
 * or a keyword looks at. Absent numbers are NaN. Rows of applications that are gone stay, not `alive`.
 */
export class SearchTable {
  /** Rows in use. */
  size = 0;
  #capacity = 1024;
  ids = new Float64Array(this.#capacity);
  alive = new Uint8Array(this.#capacity);
  readonly bytes = new Map<string, Uint8Array>();
  readonly numbers = new Map<string, Float64Array>();
  /** Entries of shared texts, and ids of names. */
  name = new Int32Array(this.#capacity);
  position = new Int32Array(this.#capacity);
  stage = new Int32Array(this.#capacity);
  step = new Int32Array(this.#capacity);
  readonly names = new NameDictionary();
  readonly positions = new SharedTexts();
  readonly stages = new SharedTexts();
  readonly steps = new SharedTexts();
  readonly phones: string[] = [];
  /** The same phones' digits. */
  readonly phoneDigits: string[] = [];
  readonly emails: string[] = [];
  readonly plainEmails: string[] = [];
  readonly phoneOrder = new SortedTexts((row) => this.phoneDigits[row] as string);
  readonly phoneEndOrder = new SortedTexts((row) => reversed(this.phoneDigits[row] as string));
  readonly emailOrder = new SortedTexts((row) => this.plainEmails[row] as string);
  /** Rows are in the order of their ids up to here; the rest are found by the map. */
  #ordered = 0;
  readonly #others = new Map<number, number>();

  constructor() {
    const kinds = certificateKinds.map(({ kind }) => kind);
    const verifications = verifiedKinds.map(({ kind }) => verificationKey(kind));
    const progress = kinds.map(progressColumn);
    for (const name of [...statusColumns, messageColumn, ...progress, ...verifications]) {
      this.bytes.set(name, new Uint8Array(this.#capacity));
    }
    for (const name of [...numberColumns, ...dayColumns, ...kinds.map(deadlineColumn)]) {
      this.numbers.set(name, new Float64Array(this.#capacity));
    }
  }

  /** A column of small numbers. @throws RangeError for one that is not there */
  byteColumn(name: string): Uint8Array {
    const column = this.bytes.get(name);
    if (!column) throw new RangeError(`no such column: ${name}`);
    return column;
  }

  /** A column of numbers. @throws RangeError for one that is not there */
  numberColumn(name: string): Float64Array {
    const column = this.numbers.get(name);
    if (!column) throw new RangeError(`no such column: ${name}`);
    return column;
  }

  /** The row of an application, or -1. */
  find(applicationId: number): number {
    let low = 0;
    let high = this.#ordered;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.ids[middle] as number) < applicationId) low = middle + 1;
      else high = middle;
    }
    if (low < this.#ordered && this.ids[low] === applicationId) return low;
    return this.#others.get(applicationId) ?? -1;
  }

  /** The row of an application, added where it has none. */
  obtain(applicationId: number): number {
    const known = this.find(applicationId);
    if (known >= 0) return known;
    const row = this.size;
    if (row === this.#capacity) this.#grow();
    this.size += 1;
    this.ids[row] = applicationId;
    const last = row === 0 ? Number.NEGATIVE_INFINITY : (this.ids[row - 1] as number);
    if (this.#ordered === row && applicationId > last) this.#ordered += 1;
    else this.#others.set(applicationId, row);
    return row;
  }

  /** Sets a row's contact; the orders by it follow. */
  setContact(row: number, phone: string, email: string): void {
    const known = row < this.phones.length;
    if (known && this.phones[row] === phone && this.emails[row] === email) return;
    const digits = phone.replace(/\D/g, '');
    const plain = email.toLowerCase();
    this.phones[row] = phone;
    this.phoneDigits[row] = digits === phone ? phone : digits;
    this.emails[row] = email;
    this.plainEmails[row] = plain === email ? email : plain;
    for (const order of [this.phoneOrder, this.phoneEndOrder, this.emailOrder]) {
      if (known) order.change(row);
      else order.grow(row + 1);
    }
  }

  #grow(): void {
    const capacity = this.#capacity * 2;
    this.#capacity = capacity;
    this.ids = grown(this.ids, capacity);
    this.alive = grown(this.alive, capacity);
    this.name = grown(this.name, capacity);
    this.position = grown(this.position, capacity);
    this.stage = grown(this.stage, capacity);
    this.step = grown(this.step, capacity);
    for (const [name, column] of this.bytes) this.bytes.set(name, grown(column, capacity));
    for (const [name, column] of this.numbers) this.numbers.set(name, grown(column, capacity));
  }
}

/** A text backwards, so that an ending is a beginning. */
export function reversed(text: string): string {
  let backwards = '';
  for (let index = text.length - 1; index >= 0; index -= 1) backwards += text[index];
  return backwards;
}
