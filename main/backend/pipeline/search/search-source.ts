import { certificateKinds } from '../../../../shared/catalogue/certificate-kinds.ts';
import { certificateProgressStates } from '../../../../shared/catalogue/certificate-progress.ts';
import { filterField } from '../../../../shared/catalogue/filter-fields.ts';
import { verificationKey } from '../../../../shared/catalogue/verifications.ts';
import type { Database } from '../../../database/database.ts';
import { progressOf } from '../list/certificate-progress.ts';
import { CertificateNumberIndex } from './certificate-number-index.ts';
import {
  type CertificateFacts,
  certificateColumns,
  certificateFactNames,
  chunk,
  logChunk,
  prepareStatements,
  type Value,
} from './search-statements.ts';
import {
  dayColumns,
  deadlineColumn,
  messageColumn,
  numberColumns,
  progressColumn,
  SearchTable,
  statusColumns,
} from './search-table.ts';

/** Positions go by pinyin. */
const collator = new Intl.Collator('zh-Hans-CN');

/**
 * Keeps a `SearchTable` in step with the database: reads all of it once, then what the log of changes
 * names. Only reads; the connection may be read-only.
 */
export class SearchSource {
  readonly table = new SearchTable();
  readonly certificateNumbers = new CertificateNumberIndex();
  readonly #database: Database;
  readonly #tell;
  readonly #statements;
  /** Changes up to this one are in the table. */
  #seen = 0;
  #loaded = false;
  #version = -1;
  /** Positions as they were read last. */
  #positions = '';

  /** @param tell hears how much of the first reading is done, in per cent */
  constructor(database: Database, tell: (percent: number) => void) {
    this.#database = database;
    this.#tell = tell;
    this.#statements = prepareStatements(database);
  }

  /** The newest entry of the log that the table knows. */
  get seen(): number {
    return this.#seen;
  }

  /**
   * Brings the table to what is committed now.
   * @param stopped asked between chunks; true ends the work with an exception
   */
  sync(stopped: () => boolean = () => false): void {
    const version = this.#statements.version.get() as number;
    // Another connection's commits change the version; one's own do not.
    if (this.#loaded && this.#database.readonly && version === this.#version) return;
    this.#database.transaction(() => {
      this.#readNames();
      if (this.#loaded) this.#readChanges(stopped);
      else this.#readAll(stopped);
    })();
    this.#version = version;
    this.#loaded = true;
  }

  #readNames(): void {
    const { positions, stages, steps } = this.#statements;
    const named = positions.all() as [number, string][];
    const text = JSON.stringify(named);
    if (text !== this.#positions) {
      this.table.positions.setAll(named.sort(([, a], [, b]) => collator.compare(a, b)));
      this.#positions = text;
    }
    this.table.stages.setAll(stages.all() as [number, string][]);
    this.table.steps.setAll(steps.all() as [number, string][]);
  }

  #readAll(stopped: () => boolean): void {
    this.#seen = this.#statements.newestChange.get() as number;
    const highest = this.#statements.highest.get() as number;
    for (let from = 0; from < highest; ) {
      if (stopped()) throw new Error('stopped');
      const rows = this.#statements.range.all(from) as Value[][];
      if (rows.length === 0) break;
      this.#take(rows);
      from = rows.at(-1)?.[0] as number;
      this.#tell(Math.floor((from / highest) * 100));
    }
    this.#takeMessages(this.#statements.allMessages.all() as [number, string][]);
    this.#takeNumbers(this.#statements.allNumbers.all() as [number, string][]);
  }

  #readChanges(stopped: () => boolean): void {
    for (;;) {
      const log = this.#statements.changes.all(this.#seen) as [number, number][];
      if (log.length === 0) return;
      const ids = [...new Set(log.map(([, id]) => id))].sort((a, b) => a - b);
      for (let start = 0; start < ids.length; start += chunk) {
        if (stopped()) throw new Error('stopped');
        this.#refresh(ids.slice(start, start + chunk));
      }
      this.#seen = log.at(-1)?.[0] as number;
      if (log.length < logChunk) return;
    }
  }

  #refresh(ids: readonly number[]): void {
    const text = JSON.stringify(ids);
    const rows = this.#statements.byIds.all(text) as Value[][];
    const found = new Set(rows.map(([id]) => id as number));
    for (const id of ids) {
      const row = this.table.find(id);
      if (row < 0) continue;
      if (!found.has(id)) this.table.alive[row] = 0;
      this.certificateNumbers.forget(row);
    }
    this.#take(rows);
    this.#takeMessages(this.#statements.messages.all(text) as [number, string][]);
    this.#takeNumbers(this.#statements.numbers.all(text) as [number, string][]);
  }

  /** Writes rows as they were read, column by column. */
  #take(values: readonly Value[][]): void {
    const { table } = this;
    const rows = Uint32Array.from(values.map(([id]) => table.obtain(id as number)));
    const certificates = this.#readCertificates(values);
    let at = 1;
    const next = (write: (row: number, value: Value) => void) => {
      for (let index = 0; index < rows.length; index += 1) {
        write(rows[index] as number, (values[index] as Value[])[at] as Value);
      }
      at += 1;
    };
    const { alive, stage, step, stages, steps, position, positions, name, names } = table;
    next((row, id) => {
      alive[row] = 1;
      stage[row] = stages.entry(id as number);
    });
    next((row, id) => {
      step[row] = steps.entry(id as number);
    });
    for (const { kind } of certificateKinds) {
      next((row, id) => this.#setCertificate(row, kind, certificates.get(id)));
    }
    for (const column of statusColumns.map((key) => table.byteColumn(key))) {
      next((row, value) => {
        column[row] = value as number;
      });
    }
    for (const column of numberColumns.map((key) => table.numberColumn(key))) {
      next((row, value) => {
        column[row] = numberOf(value);
      });
    }
    for (const column of dayColumns.map((key) => table.numberColumn(key))) {
      next((row, value) => {
        column[row] = dayOf(value);
      });
    }
    const positionIds = table.numberColumn('tob_position_id');
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index] as number;
      const own = values[index] as Value[];
      position[row] = positions.entry(positionIds[row] as number);
      name[row] = names.add(own[at + 1] as string, own[at] as string);
      table.setContact(row, own[at + 2] as string, own[at + 3] as string);
    }
  }

  #readCertificates(rows: readonly Value[][]): Map<Value, CertificateFacts> {
    const first = 3;
    const ids = rows.flatMap((values) =>
      certificateColumns.map((_, index) => values[first + index]).filter((id) => id !== null),
    );
    if (ids.length === 0) return new Map();
    const facts = this.#statements.certificates.all(JSON.stringify(ids)) as Value[][];
    return new Map(
      facts.map((values): [Value, CertificateFacts] => [
        values[0] as Value,
        Object.fromEntries(
          certificateFactNames.map((name, index) => [name, values[index]]),
        ) as unknown as CertificateFacts,
      ]),
    );
  }

  #setCertificate(row: number, kind: string, facts: CertificateFacts | undefined): void {
    const { table } = this;
    const progress = facts && progressOf(facts);
    const index = certificateProgressStates.indexOf(progress?.state ?? 'not_sent');
    table.byteColumn(progressColumn(kind))[row] = index;
    table.numberColumn(deadlineColumn(kind))[row] = numberOf(progress?.deadline ?? null);
    const verification = table.bytes.get(verificationKey(kind));
    if (verification) verification[row] = facts?.verified ?? 0;
  }

  #takeMessages(messages: readonly [number, string][]): void {
    const column = this.table.byteColumn(messageColumn);
    const options = filterField('mailTrace')?.options ?? [];
    for (const [id, stage] of messages) {
      const row = this.table.find(id);
      if (row < 0) continue;
      const option = options.findIndex(({ value }) => value === stage);
      column[row] = option < 0 ? 255 : option + 1;
    }
  }

  #takeNumbers(numbers: readonly [number, string][]): void {
    for (const [id, number] of numbers) {
      const row = this.table.find(id);
      if (row >= 0) this.certificateNumbers.add(row, number);
    }
  }
}

function numberOf(value: Value): number {
  return typeof value === 'number' ? value : Number.NaN;
}

/** `YYYY-MM-DD` as days since 1970; NaN where there is none. */
export function dayOf(value: Value): number {
  return typeof value === 'string' ? Date.parse(`${value}T00:00:00Z`) / 86_400_000 : Number.NaN;
}
