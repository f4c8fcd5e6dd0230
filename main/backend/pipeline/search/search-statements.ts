import type { Statement } from 'better-sqlite3';
import { certificateKinds } from '../../../../shared/catalogue/certificate-kinds.ts';
import type { Database } from '../../../database/database.ts';
import {
  type ProgressFacts,
  progressColumns,
  progressFactNames,
} from '../list/certificate-progress.ts';
import { verificationOf } from '../list/certificate-verification.ts';
import { dayColumns, numberColumns, statusColumns } from './search-table.ts';

export type Value = number | string | null;

/** Rows read by one statement. */
export const chunk = 2_000;
/** Log entries read at once; more are read in rounds. */
export const logChunk = 50_000;

/** What is read of an application's certificate; `verified` is what checking it came to, or null. */
export type CertificateFacts = ProgressFacts & { verified: number | null };
export const certificateFactNames = [...progressFactNames, 'verified'] as const;

export const certificateColumns = certificateKinds.map((kind) => kind.applicationCertificateColumn);

/** What is read of an application, in this order. */
const fields = [
  'application_id',
  'stage_id',
  'step_id',
  ...certificateColumns,
  ...statusColumns,
  ...numberColumns,
  ...dayColumns,
  'name_sort',
].map((name) => `a.${name}`);

const rowColumns = [...fields, 'c.name', 'c.phone', 'c.email'].join(', ');
const contactJoin = 'JOIN candidates c ON c.tob_resume_id = a.tob_resume_id';

type Rows = Statement<unknown[], Value[]>;
type Single = Statement<unknown[], number>;

/** The statements that the search's columns are read by. */
export interface SearchStatements
  extends Readonly<
    Record<'version' | 'newestChange' | 'highest', Single> &
      Record<'positions' | 'stages' | 'steps' | 'range' | 'byIds' | 'changes', Rows> &
      Record<'certificates' | 'allMessages' | 'messages' | 'allNumbers' | 'numbers', Rows>
  > {}

export function prepareStatements(database: Database): SearchStatements {
  const prepare = (sql: string) => database.prepare<unknown[], Value[]>(sql).raw();
  const single = (sql: string) => database.prepare<unknown[], number>(sql).pluck();
  const chosen = '(SELECT value FROM json_each(?))';
  return {
    version: single('PRAGMA data_version'),
    newestChange: single('SELECT coalesce(MAX(change_id), 0) FROM list_changes'),
    highest: single('SELECT coalesce(MAX(application_id), 0) FROM applications'),
    positions: prepare('SELECT tob_position_id, name FROM positions'),
    stages: prepare('SELECT stage_id, name FROM stages ORDER BY process_id, position, stage_id'),
    steps: prepare(
      `SELECT t.step_id, t.name FROM steps t JOIN stages s ON s.stage_id = t.stage_id
       ORDER BY s.process_id, s.position, t.position, t.step_id`,
    ),
    range: prepare(
      `SELECT ${rowColumns} FROM applications a ${contactJoin}
       WHERE a.application_id > ? ORDER BY a.application_id LIMIT ${chunk}`,
    ),
    byIds: prepare(
      `SELECT ${rowColumns} FROM json_each(?) AS wanted
       CROSS JOIN applications a ON a.application_id = wanted.value ${contactJoin}`,
    ),
    changes: prepare(
      `SELECT change_id, application_id FROM list_changes WHERE change_id > ?
       ORDER BY change_id LIMIT ${logChunk}`,
    ),
    certificates: prepare(
      `SELECT ${progressColumns('cert').join(', ')},
         (SELECT result FROM certificate_verifications
          WHERE verification_id = ${verificationOf('cert.certificate_id')})
       FROM json_each(?) AS wanted
       CROSS JOIN certificates cert ON cert.certificate_id = wanted.value`,
    ),
    allMessages: prepare(
      `SELECT application_id, stage FROM outbox WHERE message_id IN
         (SELECT MAX(message_id) FROM outbox WHERE application_id IS NOT NULL
          GROUP BY application_id)`,
    ),
    messages: prepare(
      `SELECT application_id, stage FROM outbox WHERE message_id IN
         (SELECT MAX(message_id) FROM outbox WHERE application_id IN ${chosen}
          GROUP BY application_id)`,
    ),
    allNumbers: prepare(
      `SELECT application_id, certificate_number FROM certificates
       WHERE certificate_number <> ''`,
    ),
    numbers: prepare(
      `SELECT application_id, certificate_number FROM certificates
       WHERE application_id IN ${chosen} AND certificate_number <> ''`,
    ),
  };
}
