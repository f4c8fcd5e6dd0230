import type { BulkChange } from '../../../shared/api/bulk.ts';
import type { ImportStatus } from '../../../shared/api/candidates.ts';
import type { Database } from '../../database/database.ts';

/** How a person may be named in a text. */
export interface Person {
  name: string;
  phone: string;
  email: string;
  id_number: string;
}

/** How many texts a person was taken out of. */
export interface Scrubbed {
  /** Lines of import reports. */
  imports: number;
  /** Bulk actions. */
  bulk: number;
}

/** Stands where something was taken out. */
const gone = '—';
/** A single letter would be found in every text. */
const shortestWord = 2;

/** Who is to be taken out of texts, or undefined where there is no such candidate. */
export function personOf(database: Database, tobResumeId: bigint): Person | undefined {
  return database
    .prepare<[bigint], Person>(
      'SELECT name, phone, email, id_number FROM candidates WHERE tob_resume_id = ?',
    )
    .get(tobResumeId);
}

/**
 * Takes a person out of texts that no reference leads to. Called once their rows are deleted, in the
 * same transaction.
 */
export function scrubTexts(database: Database, person: Person): Scrubbed {
  const words = Object.values(person)
    .map((word) => word.trim())
    .filter((word) => word.length >= shortestWord);
  return { imports: scrubImports(database, words), bulk: scrubBulkJobs(database, words) };
}

/** Import reports quote rows that could not be taken. */
function scrubImports(database: Database, words: readonly string[]): number {
  const names = (text: string) => words.some((word) => text.includes(word));
  const save = database.prepare('UPDATE imports SET status = ? WHERE import_id = ?');
  const rows = database
    .prepare<[], { import_id: number; status: string }>('SELECT import_id, status FROM imports')
    .all();
  let scrubbed = 0;
  for (const { import_id, status: text } of rows) {
    if (!names(text)) continue;
    const status = JSON.parse(text) as ImportStatus;
    const errors = status.errors.map((error) => {
      if (!names(error.value) && !names(error.message)) return error;
      scrubbed++;
      return { ...error, value: '', message: gone };
    });
    save.run(JSON.stringify({ ...status, errors }), import_id);
  }
  return scrubbed;
}

/**
 * Bulk actions hold what a recruiter typed: a remark, a mail. The person is taken out of it by their
 * words; where the action was about nobody else, all that was typed goes.
 */
function scrubBulkJobs(database: Database, words: readonly string[]): number {
  const save = database.prepare('UPDATE bulk_jobs SET change = ? WHERE job_id = ?');
  const jobs = database
    .prepare<[], { job_id: number; change: string; rows: number }>(
      `SELECT job_id, change, EXISTS (SELECT 1 FROM bulk_items i WHERE i.job_id = j.job_id) AS rows
       FROM bulk_jobs j WHERE undo_of IS NULL`,
    )
    .all();
  let scrubbed = 0;
  for (const { job_id, change, rows } of jobs) {
    const typed = JSON.parse(change) as BulkChange;
    const without = (text: string) =>
      rows === 0 ? text && gone : words.reduce((rest, word) => rest.replaceAll(word, gone), text);
    const text = JSON.stringify(withTexts(typed, without));
    if (text === change) continue;
    save.run(text, job_id);
    scrubbed++;
  }
  return scrubbed;
}

/** A change with every text that was typed for it put through `edit`. */
function withTexts(change: BulkChange, edit: (text: string) => string): BulkChange {
  if (change.action !== 'send') return { ...change, remark: edit(change.remark) };
  const { request } = change;
  return {
    ...change,
    request: {
      ...request,
      email_subject: edit(request.email_subject),
      email_content: edit(request.email_content),
      sms_to_candidate_content: edit(request.sms_to_candidate_content),
    },
  };
}
