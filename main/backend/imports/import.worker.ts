/**
 * Reads an imported file in a thread of its own, so that parsing never holds the main thread: once to
 * check all of it and count, once more to hand over its records in batches, each asked for.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { ImportKind } from '../../../shared/api/candidates.ts';
import { CredoError, type ErrorName, type ErrorParameters } from '../../../shared/errors.ts';
import { openCsv } from './csv-sheet.ts';
import { judgeFile } from './file-kind.ts';
import { type Header, readHeader } from './header.ts';
import { type ImportRow, readRecord } from './records.ts';
import type { Sheet, SheetRow } from './sheet.ts';
import { openXlsx } from './xlsx-sheet.ts';

/** What the thread is given. */
export interface ImportWorkerInput {
  path: string;
  kind: ImportKind;
  mapping: Readonly<Record<string, string | null>>;
  timeZone: string;
  /** Milliseconds. */
  now: number;
}

/** What the thread says. It waits for a `next` message after `checked` and after each `rows`. */
export type ImportWorkerMessage =
  | { type: 'checked'; total: number; mapping: Readonly<Record<string, string | null>> }
  | { type: 'rows'; rows: ImportRow[] }
  | { type: 'done' }
  | { type: 'refused'; code: ErrorName; parameters: ErrorParameters };

const port = parentPort;
if (!port) throw new Error('import.worker runs as a worker thread');
const input = workerData as ImportWorkerInput;

function say(message: ImportWorkerMessage): void {
  port?.postMessage(message);
}

function asked(): Promise<unknown> {
  return new Promise((resolve) => port?.once('message', resolve));
}

async function check(sheet: Sheet): Promise<{ header: Header; total: number }> {
  const head: SheetRow[] = [];
  let header: Header | undefined;
  let rows = 0;
  for await (const batch of sheet.rows()) {
    rows += batch.length;
    if (header) continue;
    head.push(...batch);
    // The header is read as soon as it must be there, so that a wrong file is refused early.
    if (head.length >= 10) header = readHeader(head, input.kind, input.mapping);
  }
  header ??= readHeader(head, input.kind, input.mapping);
  const above = head.filter(({ row }) => row <= (header?.row ?? 0)).length;
  return { header, total: rows - above };
}

async function read(): Promise<void> {
  const kind = await judgeFile(input.path);
  const sheet = kind === 'xlsx' ? await openXlsx(input.path) : await openCsv(input.path);
  const { header, total } = await check(sheet);
  const answer = asked();
  say({ type: 'checked', total, mapping: header.mapping });
  await answer;
  const context = { ...input, header, date1904: sheet.date1904 };
  for await (const batch of sheet.rows()) {
    const rows = batch.filter(({ row }) => row > header.row).map((row) => readRecord(row, context));
    const next = asked();
    say({ type: 'rows', rows });
    await next;
  }
  say({ type: 'done' });
}

read().catch((error: unknown) => {
  if (!(error instanceof CredoError)) throw error;
  say({ type: 'refused', code: error.code, parameters: error.parameters });
});
