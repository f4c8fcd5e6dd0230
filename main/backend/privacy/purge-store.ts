import type { Database } from '../../database/database.ts';
import type { Sha256 } from '../attachments/blob-folder.ts';

export interface PurgeRunRow {
  purge_run_id: number;
  uname: string;
  certificates: number;
  files: number;
  bytes: number;
  messages: number;
  audit_rows: number;
  started_at: number;
  ended_at: number | null;
}

/** What one certificate lost. */
export interface Purged {
  files: number;
  bytes: number;
  messages: number;
  /** Files that nothing needs any more. */
  unused: Sha256[];
}

/** Settled since: passed or failed, or a link that ended without an answer. */
const settled = `
  c.updated_at < @before AND c.reopened_at IS NULL AND (
    (c.status = 2 AND c.review_status IN (1, 3))
    OR (c.status = 1 AND (c.revoked_at IS NOT NULL OR c.expires_at < @before)))
  AND EXISTS (SELECT 1 FROM attachments t
    WHERE t.certificate_id = c.certificate_id AND t.purged_at IS NULL)`;

/** Finds and takes away the files whose time is over, and what remains of messages. */
export class PurgeStore {
  readonly #database: Database;
  readonly #due;
  readonly #preview;
  readonly #files;
  readonly #mark;
  readonly #used;
  readonly #markBlob;
  readonly #deleteBlob;
  readonly #emptyMessages;
  readonly #insertRun;
  readonly #updateRun;
  readonly #runs;

  constructor(database: Database) {
    this.#database = database;
    this.#due = database
      .prepare<[{ before: number; after: number }], number>(
        `SELECT c.certificate_id FROM certificates c
         WHERE c.certificate_id > @after AND ${settled} ORDER BY c.certificate_id LIMIT 1`,
      )
      .pluck();
    this.#preview = database.prepare<
      [{ before: number }],
      { certificates: number; files: number; bytes: number }
    >(
      `SELECT COUNT(DISTINCT c.certificate_id) AS certificates, COUNT(*) AS files,
         coalesce(SUM(t.size), 0) AS bytes
       FROM certificates c JOIN attachments t ON t.certificate_id = c.certificate_id
       WHERE t.purged_at IS NULL AND ${settled}`,
    );
    this.#files = database.prepare<
      [number],
      { attachment_id: number; sha256: Sha256; rendition_sha256: Sha256 | null; size: number }
    >(
      `SELECT attachment_id, sha256, rendition_sha256, size FROM attachments
       WHERE certificate_id = ? AND purged_at IS NULL`,
    );
    this.#mark = database.prepare(
      'UPDATE attachments SET purged_at = ?, rendition_sha256 = NULL WHERE attachment_id = ?',
    );
    this.#used = database
      .prepare<[{ sha256: string }], number>(
        `SELECT 1 FROM attachments WHERE sha256 = @sha256 AND purged_at IS NULL
         UNION ALL SELECT 1 FROM attachments WHERE rendition_sha256 = @sha256
         UNION ALL SELECT 1 FROM template_files WHERE sha256 = @sha256
         UNION ALL SELECT 1 FROM outbox_files WHERE sha256 = @sha256 LIMIT 1`,
      )
      .pluck();
    this.#markBlob = database.prepare('UPDATE blobs SET purged_at = ? WHERE sha256 = ?');
    this.#deleteBlob = database.prepare(
      `DELETE FROM blobs WHERE sha256 = @sha256
         AND NOT EXISTS (SELECT 1 FROM attachments WHERE sha256 = @sha256)`,
    );
    this.#emptyMessages = database.prepare(
      `UPDATE outbox SET content = '' WHERE certificate_id = ? AND content <> ''
         AND state NOT IN ('queued', 'sending')`,
    );
    this.#insertRun = database.prepare('INSERT INTO purge_runs(uid, started_at) VALUES (?, ?)');
    this.#updateRun = database.prepare(
      `UPDATE purge_runs SET certificates = @certificates, files = @files, bytes = @bytes,
         messages = @messages, audit_rows = @audit_rows, ended_at = @ended_at
       WHERE purge_run_id = @purge_run_id`,
    );
    this.#runs = database.prepare<[number], PurgeRunRow>(
      `SELECT r.*, coalesce(u.name, '') AS uname FROM purge_runs r
       LEFT JOIN users u ON u.uid = r.uid ORDER BY r.purge_run_id DESC LIMIT ?`,
    );
  }

  preview(before: number): { certificates: number; files: number; bytes: number } {
    return this.#preview.get({ before }) ?? { certificates: 0, files: 0, bytes: 0 };
  }

  /** The next certificate whose files' time is over. */
  next(before: number, after: number): number | undefined {
    return this.#due.get({ before, after });
  }

  /** Marks the files of a certificate as purged and empties its messages, in the caller's transaction. */
  purge(certificateId: number, now: number): Purged {
    const files = this.#files.all(certificateId);
    for (const { attachment_id } of files) this.#mark.run(now, attachment_id);
    const stored = files.flatMap(({ sha256, rendition_sha256 }) => [sha256, rendition_sha256]);
    const unused = [...new Set(stored)].filter(
      (sha256) => sha256 !== null && this.#used.get({ sha256 }) === undefined,
    ) as Sha256[];
    for (const sha256 of unused) {
      this.#markBlob.run(now, sha256);
      this.#deleteBlob.run({ sha256 });
    }
    return {
      files: files.length,
      bytes: files.reduce((sum, { size }) => sum + size, 0),
      messages: this.#emptyMessages.run(certificateId).changes,
      unused,
    };
  }

  startRun(uid: number, now: number): PurgeRunRow {
    this.#insertRun.run(uid, now);
    return this.runs(1)[0] as PurgeRunRow;
  }

  saveRun({ uname: _, started_at: _at, ...run }: PurgeRunRow): void {
    this.#updateRun.run(run);
  }

  runs(limit: number): PurgeRunRow[] {
    return this.#runs.all(limit);
  }

  transaction<Result>(work: () => Result): Result {
    return this.#database.transaction(work)();
  }
}
