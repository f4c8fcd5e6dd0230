import type { CertificateKindKey } from '../../../shared/catalogue/certificate-kinds.ts';
import type { Database } from '../../database/database.ts';

/** A certificate as it was asked for; times in milliseconds since the epoch. */
export interface StoredCertificateRequest {
  certificate_id: number;
  kind: CertificateKindKey;
  application_id: number;
  tob_resume_id: string;
  tob_position_id: number;
  resume_name: string;
  resume_email: string;
  resume_phone: string;
  position_name: string;
  email_subject: string;
  uid: number;
  /** Null where the user is gone. */
  uname: string | null;
  token: string;
  status: number;
  review_status: number;
  created_at: number;
  updated_at: number;
  expires_at: number;
  revoked_at: number | null;
  reopened_at: number | null;
  reopened_remark: string;
  opened_at: number | null;
  withdrawn_at: number | null;
  disputed: 0 | 1;
}

/** How certificates were asked for. */
export class CertificateRequestStore {
  readonly #byId;

  constructor(database: Database) {
    this.#byId = database.prepare<[number], StoredCertificateRequest>(
      `SELECT c.certificate_id, c.kind, c.application_id,
         CAST(a.tob_resume_id AS TEXT) AS tob_resume_id, a.tob_position_id,
         c.resume_name, c.resume_email, c.resume_phone, c.position_name, c.email_subject,
         c.uid, u.name AS uname, c.token, c.status, c.review_status,
         c.created_at, c.updated_at, c.expires_at, c.revoked_at, c.reopened_at, c.reopened_remark,
         c.opened_at, c.withdrawn_at,
         c.certificate_id IN (SELECT certificate_id FROM certificate_disputes) AS disputed
       FROM certificates c
       JOIN applications a ON a.application_id = c.application_id
       LEFT JOIN users u ON u.uid = c.uid
       WHERE c.certificate_id = ?`,
    );
  }

  find(certificateId: number): StoredCertificateRequest | undefined {
    return this.#byId.get(certificateId);
  }
}
