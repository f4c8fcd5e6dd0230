import type { Evidence } from '../../../shared/api/verifications.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';

/** A verification as it is stored; times in milliseconds. */
export interface VerificationRow {
  verification_id: number;
  certificate_id: number;
  result: number;
  source: string;
  source_text: string;
  certificate_number: string;
  /** `YYYY-MM-DD`. */
  checked_on: string;
  remark: string;
  uid: number;
  uname: string;
  created_at: number;
  withdrawn_at: number | null;
  withdrawn_uname: string;
  withdrawn_remark: string;
}

/** What a verification is written from. */
export type NewVerification = Pick<
  VerificationRow,
  | 'certificate_id'
  | 'result'
  | 'source'
  | 'source_text'
  | 'certificate_number'
  | 'checked_on'
  | 'remark'
  | 'uid'
>;

/** Rows of `certificate_verifications`, their withdrawals and their evidence: append-only. */
export class VerificationStore {
  readonly #platform: Platform;
  readonly #insert;
  readonly #insertFile;
  readonly #byId;
  readonly #ofCertificate;
  readonly #files;
  readonly #withdraw;
  readonly #unclaimed;

  constructor(database: Database, platform: Platform) {
    this.#platform = platform;
    this.#insert = database.prepare(
      `INSERT INTO certificate_verifications(verification_id, certificate_id, result, source,
         source_text, certificate_number, checked_on, remark, uid, created_at)
       VALUES (credo_next_id('certificate_verifications'), @certificate_id, @result, @source,
         @source_text, @certificate_number, @checked_on, @remark, @uid, @now)`,
    );
    this.#insertFile = database.prepare<[number, number, number]>(
      `INSERT INTO verification_files(verification_file_id, verification_id, position,
         attachment_id)
       VALUES (credo_next_id('verification_files'), ?, ?, ?)`,
    );
    const select = `
      SELECT v.verification_id, v.certificate_id, v.result, v.source, v.source_text,
        v.certificate_number, v.checked_on, v.remark, v.uid, COALESCE(u.name, '') AS uname,
        v.created_at, w.created_at AS withdrawn_at, COALESCE(wu.name, '') AS withdrawn_uname,
        COALESCE(w.remark, '') AS withdrawn_remark
      FROM certificate_verifications v
      LEFT JOIN users u ON u.uid = v.uid
      LEFT JOIN verification_withdrawals w ON w.verification_id = v.verification_id
      LEFT JOIN users wu ON wu.uid = w.uid`;
    this.#byId = database.prepare<[number], VerificationRow>(
      `${select} WHERE v.verification_id = ?`,
    );
    this.#ofCertificate = database.prepare<[number], VerificationRow>(
      `${select} WHERE v.certificate_id = ? ORDER BY v.created_at DESC, v.verification_id DESC`,
    );
    this.#files = database.prepare<[number], Evidence>(
      `SELECT a.dfs_file_name, a.dfs_group_name, a.ext, a.name, a.size
       FROM verification_files f JOIN attachments a ON a.attachment_id = f.attachment_id
       WHERE f.verification_id = ? ORDER BY f.position`,
    );
    this.#withdraw = database.prepare<[number, number, string, number]>(
      `INSERT INTO verification_withdrawals(verification_id, uid, remark, created_at)
       VALUES (?, ?, ?, ?)`,
    );
    this.#unclaimed = database
      .prepare<[number], string>(
        `SELECT a.dfs_file_name FROM attachments a
         WHERE a.purpose = 'evidence' AND a.created_at < ? AND NOT EXISTS (
           SELECT 1 FROM verification_files f WHERE f.attachment_id = a.attachment_id)`,
      )
      .pluck();
  }

  /** @param attachmentIds of the evidence, in order. @returns the new id */
  insert(verification: NewVerification, attachmentIds: readonly number[]): number {
    const row = { ...verification, now: this.#platform.now() };
    const verificationId = Number(this.#insert.run(row).lastInsertRowid);
    attachmentIds.forEach((attachmentId, position) => {
      this.#insertFile.run(verificationId, position, attachmentId);
    });
    return verificationId;
  }

  find(verificationId: number): VerificationRow | undefined {
    return this.#byId.get(verificationId);
  }

  /** Every verification of a certificate, newest first. */
  ofCertificate(certificateId: number): VerificationRow[] {
    return this.#ofCertificate.all(certificateId);
  }

  evidence(verificationId: number): Evidence[] {
    return this.#files.all(verificationId);
  }

  withdraw(verificationId: number, uid: number, remark: string): void {
    this.#withdraw.run(verificationId, uid, remark, this.#platform.now());
  }

  /** `dfs_file_name` of evidence uploaded before a time that no verification took up. */
  unclaimedEvidence(before: number): string[] {
    return this.#unclaimed.all(before);
  }
}
