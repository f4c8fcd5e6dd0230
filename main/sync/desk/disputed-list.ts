import type { DisputedCertificate } from '../../../shared/api/sync.ts';
import type { Database } from '../../database/database.ts';
import { DerivedValues } from '../apply/derived-values.ts';

interface Disputed {
  certificate_id: number;
  application_id: number;
  kind: string;
  resume_name: string;
  position_name: string;
}

/** Certificates whose verdicts differ, with the verdicts that stand against each other. */
export class DisputedList {
  readonly #derived: DerivedValues;
  readonly #formatTime: (milliseconds: number) => string;
  readonly #certificates;
  readonly #verdicts;

  constructor(database: Database, formatTime: (milliseconds: number) => string) {
    this.#derived = new DerivedValues(database);
    this.#formatTime = formatTime;
    this.#certificates = database.prepare<[], Disputed>(
      `SELECT c.certificate_id, c.application_id, c.kind, c.resume_name, c.position_name
       FROM certificate_disputes d JOIN certificates c USING (certificate_id)
       ORDER BY c.submitted_at, c.certificate_id LIMIT 200`,
    );
    this.#verdicts = database.prepare<
      [string],
      { review_status: number; uname: string; created_at: number }
    >(
      `SELECT r.review_status, coalesce(u.name, '') AS uname, r.created_at
       FROM reviews r LEFT JOIN users u ON u.uid = r.uid
       WHERE r.review_id IN (SELECT value FROM json_each(?)) ORDER BY r.created_at, r.review_id`,
    );
  }

  /** The oldest submission first. */
  list(): DisputedCertificate[] {
    return this.#certificates.all().map((certificate) => {
      const { standing } = this.#derived.verdict(certificate.certificate_id);
      return {
        ...certificate,
        verdicts: this.#verdicts
          .all(JSON.stringify(standing))
          .map((verdict) => ({ ...verdict, created_at: this.#formatTime(verdict.created_at) })),
      };
    });
  }
}
