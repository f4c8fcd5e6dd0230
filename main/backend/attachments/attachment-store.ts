import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';
import type { Sha256 } from './blob-folder.ts';

/** A file of a certificate. `ext`, `mime` and `size` are what its content says. */
export interface AttachmentRow {
  attachment_id: number;
  dfs_group_name: string;
  dfs_file_name: string;
  certificate_id: number;
  sha256: Sha256;
  rendition_sha256: Sha256 | null;
  name: string;
  ext: string;
  mime: string;
  size: number;
  /** Null where it is in no slot. */
  slot_key: string | null;
  /** `evidence` of a verification is never shown to the candidate. */
  purpose: 'submission' | 'evidence';
  removed_at: number | null;
  /** When the file was purged, its time being over. */
  purged_at: number | null;
  created_at: number;
}

export type NewAttachment = Omit<
  AttachmentRow,
  'attachment_id' | 'rendition_sha256' | 'removed_at' | 'purged_at' | 'created_at'
>;

/** Rows of `attachments` and of the `blobs` behind them. */
export class AttachmentStore {
  readonly #platform: Platform;
  readonly #insertBlob;
  readonly #insert;
  readonly #byFileName;
  readonly #present;
  readonly #countForNext;
  readonly #everSubmitted;
  readonly #delete;
  readonly #deleteBlob;
  readonly #hide;
  readonly #blobSize;
  readonly #blobIsUsed;
  readonly #setRendition;
  readonly #renditionOf;

  constructor(database: Database, platform: Platform) {
    this.#platform = platform;
    this.#insertBlob = database.prepare(
      `INSERT INTO blobs(sha256, size, created_at)
       VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET purged_at = NULL`,
    );
    this.#insert = database.prepare(
      `INSERT INTO attachments(attachment_id, dfs_group_name, dfs_file_name, certificate_id, sha256,
         name, ext, mime, size, slot_key, purpose, created_at)
       VALUES (credo_next_id('attachments'), @dfs_group_name, @dfs_file_name, @certificate_id,
         @sha256, @name, @ext, @mime, @size, @slot_key, @purpose, @now)`,
    );
    this.#byFileName = database.prepare<[string], AttachmentRow>(
      'SELECT * FROM attachments WHERE dfs_file_name = ?',
    );
    this.#present = database.prepare<[number], AttachmentRow>(
      `SELECT * FROM attachments
       WHERE certificate_id = ? AND removed_at IS NULL AND purpose = 'submission'
       ORDER BY attachment_id`,
    );
    // Files of replaced submissions are history and don't count.
    this.#countForNext = database
      .prepare<[number, number | null], number>(
        `SELECT COUNT(*) FROM attachments a
         WHERE a.certificate_id = ? AND a.removed_at IS NULL AND a.purpose = 'submission' AND (
           NOT EXISTS (SELECT 1 FROM submission_attachments s
             WHERE s.attachment_id = a.attachment_id)
           OR EXISTS (SELECT 1 FROM submission_attachments s
             WHERE s.attachment_id = a.attachment_id AND s.submission_id = ?))`,
      )
      .pluck();
    this.#everSubmitted = database
      .prepare<[{ id: number }], number>(
        `SELECT 1 FROM submission_attachments WHERE attachment_id = @id
         UNION ALL SELECT 1 FROM verification_files WHERE attachment_id = @id`,
      )
      .pluck();
    this.#delete = database.prepare('DELETE FROM attachments WHERE attachment_id = ?');
    this.#deleteBlob = database.prepare('DELETE FROM blobs WHERE sha256 = ?');
    this.#hide = database.prepare('UPDATE attachments SET removed_at = ? WHERE attachment_id = ?');
    this.#blobSize = database
      .prepare<[string], number>('SELECT size FROM blobs WHERE sha256 = ? AND purged_at IS NULL')
      .pluck();
    this.#blobIsUsed = database
      .prepare<[{ sha256: string }], number>(
        `SELECT 1 FROM attachments WHERE sha256 = @sha256
         UNION ALL SELECT 1 FROM attachments WHERE rendition_sha256 = @sha256
         UNION ALL SELECT 1 FROM template_files WHERE sha256 = @sha256
         UNION ALL SELECT 1 FROM outbox_files WHERE sha256 = @sha256 LIMIT 1`,
      )
      .pluck();
    this.#setRendition = database.prepare(
      'UPDATE attachments SET rendition_sha256 = ? WHERE sha256 = ?',
    );
    this.#renditionOf = database
      .prepare<[string], string>(
        `SELECT rendition_sha256 FROM attachments
         WHERE sha256 = ? AND rendition_sha256 IS NOT NULL LIMIT 1`,
      )
      .pluck();
  }

  /** Names a stored file. @returns the attachment's id */
  insert(attachment: NewAttachment): number {
    const now = this.#platform.now();
    this.#insertBlob.run(attachment.sha256, attachment.size, now);
    return Number(this.#insert.run({ ...attachment, now }).lastInsertRowid);
  }

  findByFileName(dfsFileName: string): AttachmentRow | undefined {
    return this.#byFileName.get(dfsFileName);
  }

  /** Every file that the candidate uploaded and that was not removed, in the order of uploading. */
  present(certificateId: number): AttachmentRow[] {
    return this.#present.all(certificateId);
  }

  /** How many files the next submission could hold: those of the current one and those not submitted. */
  countForNext(certificateId: number, currentSubmissionId: number | null): number {
    return this.#countForNext.get(certificateId, currentSubmissionId) as number;
  }

  /**
   * Removes a file: for good where no submission and no verification holds it, else from sight, as history keeps it.
   * @returns files on disk that nothing uses any more
   */
  remove(attachment: AttachmentRow): Sha256[] {
    const { attachment_id, sha256, rendition_sha256 } = attachment;
    if (this.#everSubmitted.get({ id: attachment_id })) {
      this.#hide.run(this.#platform.now(), attachment_id);
      return [];
    }
    this.#delete.run(attachment_id);
    const unused = [sha256, rendition_sha256].filter(
      (blob): blob is Sha256 => blob !== null && !this.#blobIsUsed.get({ sha256: blob }),
    );
    for (const blob of unused) this.#deleteBlob.run(blob);
    return unused;
  }

  /** Whether a row names a stored file. */
  isNamed(sha256: Sha256): boolean {
    return this.#blobSize.get(sha256) !== undefined;
  }

  /** The size of a stored file that a row names, or undefined. */
  blobSize(sha256: Sha256): number | undefined {
    return this.#blobSize.get(sha256);
  }

  /** The rendition of a file's content, made for whichever attachment. */
  renditionOf(sha256: Sha256): Sha256 | undefined {
    return this.#renditionOf.get(sha256);
  }

  /** Names the rendition of a file's content. @returns false where no attachment has the content */
  setRendition(sha256: Sha256, rendition: Sha256, size: number): boolean {
    this.#insertBlob.run(rendition, size, this.#platform.now());
    const named = this.#setRendition.run(rendition, sha256).changes > 0;
    if (!named && !this.#blobIsUsed.get({ sha256: rendition })) this.#deleteBlob.run(rendition);
    return named;
  }
}
