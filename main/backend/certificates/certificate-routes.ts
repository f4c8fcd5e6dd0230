import type { Hono } from 'hono';
import {
  certificateEndpoints,
  listUndoableRequests,
  undoRequest,
} from '../../../shared/api/certificates.ts';
import { certificateKinds } from '../../../shared/catalogue/certificate-kinds.ts';
import { bind } from '../http/route.ts';
import type { CertificateReading } from './certificate-reading.ts';
import type { RequestService } from './request-service.ts';
import type { ReviewService } from './review-service.ts';
import type { SubmissionService } from './submission-service.ts';
import type { WithdrawalService } from './withdrawal-service.ts';

/**
 * The recruiter's endpoints of every kind's controller. Each controller answers for certificates of
 * any kind: the path decides only what `saveCertificate` asks for where the template does not say.
 */
export function registerCertificateRoutes(
  app: Hono,
  services: {
    requests: RequestService;
    reviews: ReviewService;
    reading: CertificateReading;
    withdrawals: WithdrawalService;
  },
): void {
  const { requests, reviews, reading, withdrawals } = services;
  bind(app, undoRequest, ({ token }) => ({ certificate_id: withdrawals.undo(token) }));
  bind(app, listUndoableRequests, () => withdrawals.undoable());
  for (const { kind, controller } of certificateKinds) {
    const endpoints = certificateEndpoints(controller);
    bind(app, endpoints.saveCertificate, (fields, { language }) =>
      requests.request(fields, kind, language),
    );
    bind(app, endpoints.updateReviewStatus, (fields) => {
      const { certificate_id, review_status, remark } = fields;
      reviews.review(certificate_id, review_status, remark, fields);
      return true as const;
    });
    bind(app, endpoints.getCertificateById, ({ certificate_id }, { language }) =>
      reading.detail(certificate_id, language),
    );
    bind(app, endpoints.listCertificates, ({ application_id }) => reading.list(application_id));
    bind(app, endpoints.getCertificateHistory, ({ certificate_id }) =>
      reading.history(certificate_id),
    );
    bind(app, endpoints.requestNewUpload, ({ certificate_id, remark }) => {
      reviews.requestNewUpload(certificate_id, remark);
      return true as const;
    });
    bind(app, endpoints.revokeToken, ({ certificate_id }) => {
      reviews.revoke(certificate_id);
      return true as const;
    });
  }
}

/** What candidates do with a token; a workstation answers at once, the centre from its database. */
export interface Submissions {
  submit(fields: Parameters<SubmissionService['submit']>[0]): void | Promise<void>;
  status(token: string): number | Promise<number>;
}

/** The candidate's endpoints of every kind's controller: the token says which certificate. */
export function registerSubmissionRoutes(app: Hono, submissions: Submissions): void {
  for (const { controller } of certificateKinds) {
    const endpoints = certificateEndpoints(controller);
    bind(app, endpoints.submitResult, async (fields) => {
      await submissions.submit(fields);
      return null;
    });
    bind(app, endpoints.getStatusByToken, async ({ token }) => ({
      status: await submissions.status(token),
    }));
  }
}
