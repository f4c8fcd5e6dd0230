import {
  type CertificateKindKey,
  certificateStatus,
} from '../../../shared/catalogue/certificate-kinds.ts';
import type { Database } from '../../database/database.ts';

/** A certificate of the queue as it is stored. */
export interface QueuedCertificate {
  certificate_id: number;
  kind: CertificateKindKey;
  application_id: number;
  /** Digits: a 64-bit id. */
  tob_resume_id: string;
  tob_position_id: number;
  resume_name: string;
  position_name: string;
  status: number;
  review_status: number;
  reopened_at: number | null;
  attachment_count: number;
  /** Milliseconds. */
  submitted_at: number;
  disputed: 0 | 1;
}

/** How many certificates of a kind have a status. */
export interface QueueCount {
  kind: string;
  review_status: number;
  total: number;
}

interface Page {
  review_status: number;
  size: number;
  offset: number;
}

/**
 * A page of the queue; the inner query alone walks the index, the joins see one page. Disputed ones are
 * few, and found by the table of them.
 */
export function queuePageSql(ofOneKind: boolean, disputed = false): string {
  // `status` is written out, since a partial index is used only where its condition is a constant.
  return `
    SELECT c.certificate_id, c.kind, c.application_id,
      CAST(a.tob_resume_id AS TEXT) AS tob_resume_id, a.tob_position_id, r.name AS resume_name,
      p.name AS position_name, c.status, c.review_status, c.reopened_at, c.submitted_at,
      (SELECT COUNT(*) FROM submission_attachments f
       WHERE f.submission_id = c.current_submission_id) AS attachment_count,
      c.certificate_id IN (SELECT certificate_id FROM certificate_disputes) AS disputed
    FROM (
      SELECT certificate_id FROM ${disputed ? 'certificate_disputes CROSS JOIN certificates USING (certificate_id)' : 'certificates'}
      WHERE status = ${certificateStatus.feedbackReceived}
        ${ofOneKind ? 'AND kind = @kind' : ''} AND review_status = @review_status
      ORDER BY submitted_at, certificate_id LIMIT @size OFFSET @offset
    ) q
    CROSS JOIN certificates c ON c.certificate_id = q.certificate_id
    JOIN applications a ON a.application_id = c.application_id
    JOIN candidates r ON r.tob_resume_id = a.tob_resume_id
    JOIN positions p ON p.tob_position_id = a.tob_position_id
    ORDER BY c.submitted_at, c.certificate_id`;
}

/** What waits for a verdict, read by its own indexes. */
export class ReviewQueueStore {
  readonly #pages;
  readonly #counts;
  readonly #disputed;

  constructor(database: Database) {
    const pages = (disputed: boolean) => ({
      ofAll: database.prepare<[Page], QueuedCertificate>(queuePageSql(false, disputed)),
      ofKind: database.prepare<[Page & { kind: string }], QueuedCertificate>(
        queuePageSql(true, disputed),
      ),
    });
    this.#pages = { all: pages(false), disputed: pages(true) };
    this.#counts = database.prepare<[], QueueCount>(
      'SELECT kind, review_status, total FROM review_counts',
    );
    this.#disputed = database.prepare<[], { kind: CertificateKindKey; total: number }>(
      `SELECT kind, COUNT(*) AS total
       FROM certificate_disputes CROSS JOIN certificates USING (certificate_id)
       WHERE status = ${certificateStatus.feedbackReceived} GROUP BY kind`,
    );
  }

  /** A page, the oldest submission first; of every kind where none is given. */
  page(
    { kind, disputed }: { kind: CertificateKindKey | undefined; disputed: boolean },
    page: Page,
  ): QueuedCertificate[] {
    const { ofAll, ofKind } = this.#pages[disputed ? 'disputed' : 'all'];
    return kind ? ofKind.all({ ...page, kind }) : ofAll.all(page);
  }

  /** Received certificates by kind and verdict; what there are none of may be missing. */
  counts(): QueueCount[] {
    return this.#counts.all();
  }

  /** Certificates with verdicts that differ, by kind. */
  disputed(): { kind: CertificateKindKey; total: number }[] {
    return this.#disputed.all();
  }
}
