import type { CertificateKindKey } from '../../../shared/catalogue/certificate-kinds.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';

/** A certificate with what its application, candidate and recruiter are called. */
export interface CertificateRow {
  certificate_id: number;
  kind: CertificateKindKey;
  application_id: number;
  uid: number;
  top_id: number;
  parent_id: number;
  uname: string;
  resume_id: number;
  /** Digits: a 64-bit id. */
  tob_resume_id: string;
  tob_position_id: number;
  token: string;
  expires_at: number;
  revoked_at: number | null;
  mail_tpl_id: number;
  resume_name: string;
  resume_email: string;
  resume_phone: string;
  position_name: string;
  email_subject: string;
  stage_id: number;
  step_id: number;
  status: number;
  review_status: number;
  /** When the recruiter asked for a new upload that has not come yet. */
  reopened_at: number | null;
  reopened_remark: string;
  current_submission_id: number | null;
  created_at: number;
  updated_at: number;
  /** When a person first opened the link. */
  opened_at: number | null;
  /** When the request was taken back before anything of it had left. */
  withdrawn_at: number | null;
  /** 1 while verdicts on the current submission differ (`certificate_disputes`). */
  disputed: 0 | 1;
}

/** What a new certificate is written from. */
export type NewCertificate = Pick<
  CertificateRow,
  | 'kind'
  | 'application_id'
  | 'uid'
  | 'token'
  | 'expires_at'
  | 'mail_tpl_id'
  | 'resume_name'
  | 'resume_email'
  | 'resume_phone'
  | 'position_name'
  | 'email_subject'
  | 'stage_id'
  | 'step_id'
>;

/** What the lifecycle changes. */
export type CertificateState = Pick<
  CertificateRow,
  | 'status'
  | 'review_status'
  | 'reopened_at'
  | 'reopened_remark'
  | 'current_submission_id'
  | 'expires_at'
  | 'revoked_at'
  | 'opened_at'
  | 'withdrawn_at'
>;

/** Synced certificates have ids of other devices' spaces: time tells which is newer, then the id. */
const newestFirst = 'ORDER BY c.created_at DESC, c.certificate_id DESC';

/** Rows of `certificates`. */
export class CertificateStore {
  readonly #platform: Platform;
  readonly #insert;
  readonly #byId;
  readonly #byToken;
  readonly #ofApplication;
  readonly #newestOfKind;
  readonly #update;

  constructor(database: Database, platform: Platform) {
    this.#platform = platform;
    const select = `
      SELECT c.certificate_id, c.kind, c.application_id, c.uid, u.top_id, u.parent_id,
        u.name AS uname, r.resume_id, CAST(a.tob_resume_id AS TEXT) AS tob_resume_id,
        a.tob_position_id, c.token, c.expires_at, c.revoked_at, c.mail_tpl_id, c.resume_name,
        c.resume_email, c.resume_phone, c.position_name, c.email_subject, c.stage_id, c.step_id, c.status,
        c.review_status, c.reopened_at, c.reopened_remark, c.current_submission_id, c.created_at,
        c.updated_at, c.opened_at, c.withdrawn_at,
        c.certificate_id IN (SELECT certificate_id FROM certificate_disputes) AS disputed
      FROM certificates c
      JOIN applications a ON a.application_id = c.application_id
      JOIN candidates r ON r.tob_resume_id = a.tob_resume_id
      JOIN users u ON u.uid = c.uid`;
    this.#insert = database.prepare(
      `INSERT INTO certificates(certificate_id, kind, application_id, uid, token, expires_at,
         mail_tpl_id, resume_name, resume_email, resume_phone, position_name, email_subject,
         stage_id, step_id, status, review_status, created_at, updated_at)
       VALUES (credo_next_id('certificates'), @kind, @application_id, @uid, @token, @expires_at,
         @mail_tpl_id, @resume_name, @resume_email, @resume_phone, @position_name, @email_subject,
         @stage_id, @step_id, 1, 0, @now, @now)`,
    );
    this.#byId = database.prepare<[number], CertificateRow>(`${select} WHERE c.certificate_id = ?`);
    this.#byToken = database.prepare<[{ token: string }], CertificateRow>(
      `${select} WHERE c.certificate_id = coalesce(
         (SELECT certificate_id FROM certificates WHERE token = @token),
         (SELECT certificate_id FROM certificate_links WHERE token = @token))`,
    );
    this.#ofApplication = database.prepare<[number], CertificateRow>(
      `${select} WHERE c.application_id = ? ${newestFirst}`,
    );
    this.#newestOfKind = database.prepare<[number, string], CertificateRow>(
      `${select} WHERE c.application_id = ? AND c.kind = ? AND c.withdrawn_at IS NULL
       ${newestFirst} LIMIT 1`,
    );
    this.#update = database.prepare(
      `UPDATE certificates SET status = @status, review_status = @review_status,
         reopened_at = @reopened_at, reopened_remark = @reopened_remark,
         current_submission_id = @current_submission_id, expires_at = @expires_at,
         revoked_at = @revoked_at, opened_at = @opened_at, withdrawn_at = @withdrawn_at,
         updated_at = @now
       WHERE certificate_id = @certificate_id`,
    );
  }

  /** @returns the new certificate's id */
  insert(certificate: NewCertificate): number {
    return Number(this.#insert.run({ ...certificate, now: this.#platform.now() }).lastInsertRowid);
  }

  findById(certificateId: number): CertificateRow | undefined {
    return this.#byId.get(certificateId);
  }

  /** Looks a token up by its index, exactly. */
  findByToken(token: string): CertificateRow | undefined {
    return this.#byToken.get({ token });
  }

  /** Every certificate of an application, newest first. */
  ofApplication(applicationId: number): CertificateRow[] {
    return this.#ofApplication.all(applicationId);
  }

  /**
   * The newest of an application's certificates of a kind that was not taken back: the one that the
   * application's status shows.
   */
  newest({
    application_id,
    kind,
  }: Pick<CertificateRow, 'application_id' | 'kind'>): CertificateRow | undefined {
    return this.#newestOfKind.get(application_id, kind);
  }

  /** Writes a certificate's state, and that it changed now. @returns the certificate as it is then */
  update(certificate: CertificateRow, change: Partial<CertificateState>): CertificateRow {
    const now = this.#platform.now();
    const changed = { ...certificate, ...change, updated_at: now };
    const { status, review_status, reopened_at, reopened_remark } = changed;
    const { current_submission_id, expires_at, revoked_at, certificate_id } = changed;
    const { opened_at, withdrawn_at } = changed;
    this.#update.run({
      status,
      review_status,
      reopened_at,
      reopened_remark,
      current_submission_id,
      expires_at,
      revoked_at,
      opened_at,
      withdrawn_at,
      certificate_id,
      now,
    });
    return changed;
  }
}
