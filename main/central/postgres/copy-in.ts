import type { Writable } from 'node:stream';
import type { Transaction } from './database.ts';

/** A value of a row that is copied in: a number, a text, null; a boolean is `t` or `f`. */
export type CopiedValue = string | number | boolean | null;

/** A row in PostgreSQL's text format for `COPY`. */
export function copyLine(values: readonly CopiedValue[]): string {
  return `${values.map(copied).join('\t')}\n`;
}

function copied(value: CopiedValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number') return String(value);
  return /[\\\n\r\t]/.test(value) ? value.replace(/[\\\n\r\t]/g, escaped) : value;
}

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escaped = (character: string): string => escapes[character] ?? `\\${character}`;

/**
 * Writes rows with `COPY`, which takes PostgreSQL half the work of an insertion from JSON.
 * @param into a table and its columns; @param text lines of `copyLine`
 * @throws what PostgreSQL refuses, a unique violation for one
 */
export async function copyIn(sql: Transaction, into: string, text: string): Promise<void> {
  if (text === '') return;
  const query = sql.unsafe(`COPY ${into} FROM STDIN`);
  const stream = await (query as unknown as { writable(): Promise<Writable> }).writable();
  await new Promise<void>((resolve, reject) => {
    // The driver has given the query's promise away by now, and tells a refusal to nobody else.
    (query as unknown as { reject(error: unknown): void }).reject = reject;
    stream.once('error', reject);
    stream.end(text, () => resolve());
  });
}
