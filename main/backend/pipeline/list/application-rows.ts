import type {
  ApplicationRow,
  CertificateProgress,
  CertificateVerification,
} from '../../../../shared/api/process.ts';
import { certificateKinds } from '../../../../shared/catalogue/certificate-kinds.ts';
import { columns } from '../../../../shared/catalogue/columns.ts';
import { fieldsWithoutColumn } from '../../../../shared/catalogue/editable-fields.ts';
import { verifiedKinds } from '../../../../shared/catalogue/verifications.ts';
import { describeLastError } from '../../../../shared/delivery-reasons.ts';
import type { Language } from '../../../../shared/language.ts';
import { formatTime } from '../../../../shared/time.ts';
import type { Database } from '../../../database/database.ts';
import {
  dayMilliseconds,
  type ProgressFacts,
  progressColumns,
  progressFactNames,
  progressOf,
} from './certificate-progress.ts';
import { verificationFields, verificationOf } from './certificate-verification.ts';

type Raw = Record<string, string | number | null>;
/** How values become texts for one request. */
interface Texts {
  language: Language;
  time: (milliseconds: string | number | null | undefined) => string | null;
  now: number;
}

/**
 * Reads applications as rows of `process/list`: identity, then every column of the catalogue under
 * its own key, then the statuses without a column. A page is one statement, whatever its size.
 */
export class ApplicationRows {
  readonly #read;
  readonly #certificateNumbers;
  readonly #timeZone;
  readonly #now;

  /**
   * @param timeZone the workspace's, an IANA name
   * @param now milliseconds; what waiting is measured to
   */
  constructor(database: Database, timeZone: () => string, now: () => number) {
    this.#timeZone = timeZone;
    this.#now = now;
    this.#read = database.prepare<[string], Raw>(rowStatement);
    this.#certificateNumbers = database
      .prepare<[string], [number, string]>(
        `SELECT application_id, certificate_number FROM json_each(?) AS wanted
         CROSS JOIN certificates ON application_id = wanted.value
         WHERE certificate_number <> '' ORDER BY created_at DESC, certificate_id DESC`,
      )
      .raw();
  }

  /**
   * The rows of the ids given, in their order; ids without an application are left out.
   * @param language of the reasons in `mailTrace` that are Credo's own
   */
  read(applicationIds: readonly number[], language: Language = 'zh'): ApplicationRow[] {
    if (applicationIds.length === 0) return [];
    const timeZone = this.#timeZone();
    const texts: Texts = {
      language,
      now: this.#now(),
      time: (milliseconds) =>
        typeof milliseconds === 'number' ? formatTime(milliseconds, timeZone) : null,
    };
    return this.#read.all(JSON.stringify(applicationIds)).map((raw) => this.#row(raw, texts));
  }

  /** The numbers of applications' certificates, the newest first, by application. */
  certificateNumbers(applicationIds: readonly number[]): Map<number, string[]> {
    const numbers = new Map<number, string[]>();
    for (const [id, number] of this.#certificateNumbers.all(JSON.stringify(applicationIds))) {
      numbers.set(id, [...(numbers.get(id) ?? []), number]);
    }
    return numbers;
  }

  #row(raw: Raw, texts: Texts): ApplicationRow {
    const { time } = texts;
    const row: Record<string, unknown> = {};
    for (const name of identityFields) row[name] = raw[name];
    row.applied_at = time(raw.applied_at);
    row.updated_at = time(raw.updated_at);
    for (const column of columns) row[column.key] = this.#cell(column, raw, texts);
    for (const { key } of fieldsWithoutColumn) row[key] = raw[key];
    row.certificateProgress = Object.fromEntries(
      certificateKinds.map(({ kind, column }) => [kind, this.#progress(column, raw, texts)]),
    );
    row.certificateVerification = Object.fromEntries(
      verifiedKinds.map(({ kind, column }) => [kind, verificationCell(column, raw)]),
    );
    row.matches = {};
    return row as unknown as ApplicationRow;
  }

  #progress(column: string, raw: Raw, { time, now }: Texts): CertificateProgress {
    const facts = Object.fromEntries(
      progressFactNames.map((name) => [name, raw[`${column}_progress_${name}`]]),
    );
    const { state, since, deadline } = progressOf(facts as unknown as ProgressFacts);
    return {
      state,
      waiting_since: time(since),
      waiting_days: since === null ? 0 : Math.max(0, Math.floor((now - since) / dayMilliseconds)),
      overdue: deadline !== null && now >= deadline,
    };
  }

  #cell(column: (typeof columns)[number], raw: Raw, { language, time }: Texts): unknown {
    const value = raw[column.key];
    switch (column.type) {
      case 'status':
      case 'date':
        return value;
      case 'time':
        return time(value);
      case 'certificate':
        return (
          value && {
            certificate_id: value,
            status: raw[`${column.key}_status`],
            review_status: raw[`${column.key}_review_status`],
            updated_at: time(raw[`${column.key}_updated_at`]),
            disputed: raw[`${column.key}_disputed`] === 1,
          }
        );
      case 'mailTrace':
        return (
          value && {
            message_id: value,
            kind: raw.mail_kind,
            state: raw.mail_state,
            subject: raw.mail_subject,
            updated_at: time(raw.mail_updated_at),
            last_error: describeLastError(raw.mail_last_error as string | null, language),
            stage: raw.mail_stage,
          }
        );
    }
  }
}

const identityFields = [
  'application_id',
  'tob_resume_id',
  'tob_position_id',
  'position_name',
  'resume_name',
  'resume_phone',
  'resume_email',
  'process_id',
  'stage_type_id',
  'stage_id',
  'stage_name',
  'step_id',
  'step_name',
  'list_state',
  'revision',
] as const;

/** The statement behind a page; exported for the test of its plan. */
export const rowStatement = `
  SELECT a.application_id, CAST(a.tob_resume_id AS TEXT) AS tob_resume_id, a.tob_position_id,
    p.name AS position_name, c.name AS resume_name, c.phone AS resume_phone,
    c.email AS resume_email, a.process_id, a.stage_type_id, a.stage_id,
    coalesce(stage.name, '') AS stage_name, a.step_id, coalesce(step.name, '') AS step_name,
    a.list_state, a.revision, a.applied_at, a.updated_at,
    message.kind AS mail_kind, message.state AS mail_state, message.subject AS mail_subject,
    message.updated_at AS mail_updated_at, message.last_error AS mail_last_error,
    message.stage AS mail_stage,
    ${[
      ...columns.map(columnExpression),
      ...fieldsWithoutColumn.map(fieldExpression),
      ...certificateKinds.flatMap(({ column }) => progressExpressions(column)),
      ...verifiedKinds.flatMap(({ column }) => verificationExpressions(column)),
    ].join(',\n    ')}
  FROM json_each(?) AS wanted
  CROSS JOIN applications a ON a.application_id = wanted.value
  JOIN candidates c ON c.tob_resume_id = a.tob_resume_id
  JOIN positions p ON p.tob_position_id = a.tob_position_id
  LEFT JOIN stages stage ON stage.stage_id = a.stage_id
  LEFT JOIN steps step ON step.step_id = a.step_id
  LEFT JOIN outbox message ON message.message_id =
    (SELECT MAX(message_id) FROM outbox WHERE application_id = a.application_id)
  ${certificateKinds
    .map(
      ({ column, applicationCertificateColumn }) =>
        `LEFT JOIN certificates ${column} ON ${column}.certificate_id = a.${applicationCertificateColumn}`,
    )
    .join('\n  ')}
  ${verifiedKinds.map(({ column }) => verificationJoin(column)).join('\n  ')}
  ORDER BY wanted.key`;

function fieldExpression({ key, applicationColumn }: (typeof fieldsWithoutColumn)[number]): string {
  return `a.${applicationColumn} AS ${key}`;
}

function progressExpressions(column: string): string[] {
  return progressColumns(column).map(
    (expression, index) => `${expression} AS ${column}_progress_${progressFactNames[index]}`,
  );
}

/** The verification of a kind's certificate, and who noted it. */
function verificationJoin(column: string): string {
  const table = `${column}_verification`;
  return `LEFT JOIN certificate_verifications ${table}
      ON ${table}.verification_id = ${verificationOf(`${column}.certificate_id`)}
    LEFT JOIN users ${table}_user ON ${table}_user.uid = ${table}.uid`;
}

function verificationExpressions(column: string): string[] {
  const table = `${column}_verification`;
  return verificationFields.map((field) => {
    const value = field === 'uname' ? `coalesce(${table}_user.name, '')` : `${table}.${field}`;
    return `${value} AS ${table}_${field}`;
  });
}

function verificationCell(column: string, raw: Raw): CertificateVerification | null {
  if (raw[`${column}_verification_result`] === null) return null;
  const cell = verificationFields.map((field) => [field, raw[`${column}_verification_${field}`]]);
  return Object.fromEntries(cell);
}

/** What a column of the catalogue reads, named by the column's key. */
function columnExpression(column: (typeof columns)[number]): string {
  switch (column.type) {
    case 'certificate':
      return ['certificate_id', 'status', 'review_status', 'updated_at']
        .map((field) => {
          const name = field === 'certificate_id' ? column.key : `${column.key}_${field}`;
          return `${column.key}.${field} AS ${name}`;
        })
        .concat(`EXISTS (SELECT 1 FROM certificate_disputes d
          WHERE d.certificate_id = ${column.key}.certificate_id) AS ${column.key}_disputed`)
        .join(', ');
    case 'mailTrace':
      return `message.message_id AS ${column.key}`;
    default:
      return `a.${column.applicationColumn} AS ${column.key}`;
  }
}
