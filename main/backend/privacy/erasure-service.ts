import { createHash } from 'node:crypto';
import type { ParsedRequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import type { ErasureReceipt, eraseCandidate, listReceipts } from '../../../shared/api/privacy.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { CandidateEraser, Erased } from './candidate-eraser.ts';
import { scrubDatabase } from './scrub-database.ts';
import { personOf } from './scrub-texts.ts';

export interface ErasureParts {
  database: Database;
  eraser: CandidateEraser;
  audit: AuditLog;
  workspace: WorkspaceService;
  live: LiveEvents;
  now: () => number;
}

/** Erases a candidate from everywhere, and says so in a receipt that names nobody. */
export class ErasureService {
  readonly #parts: ErasureParts;

  constructor(parts: ErasureParts) {
    this.#parts = parts;
  }

  /**
   * Rows and receipt in one transaction; then what was deleted is scrubbed from the database's files.
   * @throws CredoError `candidateNotFound`, `erasureNotConfirmed` where the name is another
   */
  async erase(request: ParsedRequestOf<typeof eraseCandidate>): Promise<ErasureReceipt> {
    const { database, eraser, audit, live } = this.#parts;
    const { tob_resume_id, confirm_name } = request;
    const person = personOf(database, BigInt(tob_resume_id));
    if (!person) throw new CredoError('candidateNotFound');
    if (person.name.trim() !== confirm_name) throw new CredoError('erasureNotConfirmed');
    audit.record('eraseCandidate', { tob_resume_id });
    audit.flush();
    let receiptId = 0;
    let unsigned: Omit<ErasureReceipt, 'erasure_receipt_id' | 'sha256'> | undefined;
    eraser.erase(tob_resume_id, (erased) => {
      unsigned = this.#unsigned(tob_resume_id, erased);
      receiptId = this.#insert(unsigned);
    });
    if (!unsigned) throw new CredoError('candidateNotFound');
    live.publish({ type: 'applications' });
    const { copies, logEmptied } = await scrubDatabase(database);
    return this.#finish(receiptId, {
      ...unsigned,
      database_copies: copies,
      log_emptied: logEmptied,
    });
  }

  /** Receipts, newest first. */
  receipts(page: number, size: number): ResultsOf<typeof listReceipts> {
    const { database } = this.#parts;
    const total = database.prepare<[], number>('SELECT COUNT(*) FROM erasure_receipts').pluck();
    const rows = database
      .prepare<[number, number], { erasure_receipt_id: number; receipt: string }>(
        `SELECT erasure_receipt_id, receipt FROM erasure_receipts
         ORDER BY erasure_receipt_id DESC LIMIT ? OFFSET ?`,
      )
      .all(size, (page - 1) * size);
    return {
      pagination: { page, size, total: total.get() ?? 0 },
      dataList: rows.map(({ erasure_receipt_id, receipt }) => ({
        erasure_receipt_id,
        ...(JSON.parse(receipt) as Omit<ErasureReceipt, 'erasure_receipt_id'>),
      })),
    };
  }

  #unsigned(tobResumeId: string, { rows, files, bytes, texts }: Erased) {
    const { workspace, now } = this.#parts;
    return {
      subject: createHash('sha256').update(tobResumeId).digest('hex'),
      erased_at: workspace.formatTime(now()),
      erased_by: workspace.user.name,
      rows: Object.fromEntries([...rows].sort()),
      files,
      bytes,
      import_errors: texts.imports,
      bulk_texts: texts.bulk,
      database_copies: 0,
      log_emptied: false,
    };
  }

  #insert(receipt: Omit<ErasureReceipt, 'erasure_receipt_id' | 'sha256'>): number {
    const { database, workspace, now } = this.#parts;
    const { lastInsertRowid } = database
      .prepare(
        'INSERT INTO erasure_receipts(subject, receipt, uid, created_at) VALUES (?, ?, ?, ?)',
      )
      .run(receipt.subject, JSON.stringify(signed(receipt)), workspace.user.uid, now());
    return Number(lastInsertRowid);
  }

  #finish(
    receiptId: number,
    receipt: Omit<ErasureReceipt, 'erasure_receipt_id' | 'sha256'>,
  ): ErasureReceipt {
    const complete = signed(receipt);
    this.#parts.database
      .prepare('UPDATE erasure_receipts SET receipt = ? WHERE erasure_receipt_id = ?')
      .run(JSON.stringify(complete), receiptId);
    return { erasure_receipt_id: receiptId, ...complete };
  }
}

/** With the hash of its own JSON, by which a copy can be told from a forgery. */
function signed(receipt: Omit<ErasureReceipt, 'erasure_receipt_id' | 'sha256'>) {
  const sha256 = createHash('sha256').update(JSON.stringify(receipt)).digest('hex');
  return { ...receipt, sha256 };
}
