import {
  certificateFilterValue,
  certificateKinds,
} from '../../../shared/catalogue/certificate-kinds.ts';
import { type Decision, type Verdict, verdictOf } from '../../../shared/sync/verdict.ts';
import type { Database } from '../../database/database.ts';

interface CertificateFacts {
  application_id: number;
  kind: string;
  current_submission_id: number | null;
  review_status: number;
}

/**
 * What a device computes from synced rows instead of receiving it: a certificate's verdict, when it was
 * submitted, and what the pipeline's row shows of it. The same rows give the same values everywhere.
 */
export class DerivedValues {
  readonly #certificate;
  readonly #decisions;
  readonly #setVerdict;
  readonly #newest;
  readonly #setNewest;
  readonly #dispute;
  readonly #settle;

  constructor(database: Database) {
    this.#certificate = database.prepare<[number], CertificateFacts>(
      `SELECT application_id, kind, current_submission_id, review_status FROM certificates
       WHERE certificate_id = ?`,
    );
    this.#decisions = database.prepare<
      [number],
      { id: number; verdict: number; withdrawn: number; cites: string }
    >(
      `SELECT r.review_id AS id, r.review_status AS verdict,
         EXISTS (SELECT 1 FROM review_withdrawals w WHERE w.review_id = r.review_id) AS withdrawn,
         (SELECT json_group_array(c.cited_review_id) FROM review_citations c
          WHERE c.review_id = r.review_id) AS cites
       FROM reviews r WHERE r.submission_id = ?`,
    );
    this.#setVerdict = database.prepare<[number, number | null, number]>(
      `UPDATE certificates SET review_status = ?,
         submitted_at = (SELECT s.created_at FROM submissions s WHERE s.submission_id = ?)
       WHERE certificate_id = ?`,
    );
    this.#dispute = database.prepare<[number]>(
      'INSERT INTO certificate_disputes VALUES (?) ON CONFLICT DO NOTHING',
    );
    this.#settle = database.prepare<[number]>(
      'DELETE FROM certificate_disputes WHERE certificate_id = ?',
    );
    this.#newest = database.prepare<
      [number, string],
      { certificate_id: number; status: number; review_status: number; disputed: 0 | 1 }
    >(
      `SELECT certificate_id, status, review_status,
         certificate_id IN (SELECT certificate_id FROM certificate_disputes) AS disputed
       FROM certificates
       WHERE application_id = ? AND kind = ? AND withdrawn_at IS NULL
       ORDER BY created_at DESC, certificate_id DESC LIMIT 1`,
    );
    this.#setNewest = new Map(
      certificateKinds.map(({ kind, applicationStatusColumn, applicationCertificateColumn }) => [
        kind as string,
        database.prepare<[number, number | null, number]>(
          `UPDATE applications SET ${applicationStatusColumn} = ?, ${applicationCertificateColumn} = ?
           WHERE application_id = ?`,
        ),
      ]),
    );
  }

  /** The verdict on a certificate's current submission; nothing stands where there is none. */
  verdict(certificateId: number): Verdict {
    const submission = this.#certificate.get(certificateId)?.current_submission_id ?? null;
    if (submission === null) return { reviewStatus: 0, disputed: false, standing: [] };
    return verdictOf(
      this.#decisions.all(submission).map(
        ({ id, verdict, withdrawn, cites }): Decision => ({
          id,
          verdict,
          withdrawn: withdrawn === 1,
          cites: JSON.parse(cites) as number[],
        }),
      ),
    );
  }

  /** Computes a certificate's values anew, and those of its application; nothing where it is gone. */
  refresh(certificateId: number): void {
    const certificate = this.#certificate.get(certificateId);
    if (!certificate) return;
    const { reviewStatus, disputed } = this.verdict(certificateId);
    this.#setVerdict.run(reviewStatus, certificate.current_submission_id, certificateId);
    (disputed ? this.#dispute : this.#settle).run(certificateId);
    const newest = this.#newest.get(certificate.application_id, certificate.kind);
    this.#setNewest
      .get(certificate.kind)
      ?.run(
        newest
          ? certificateFilterValue(newest.status, newest.review_status, newest.disputed === 1)
          : 0,
        newest?.certificate_id ?? null,
        certificate.application_id,
      );
  }
}
