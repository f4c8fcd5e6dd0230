import type { Hono } from 'hono';
import {
  listVerifications,
  saveVerification,
  uploadEvidence,
  withdrawVerification,
} from '../../../shared/api/verifications.ts';
import type { AttachmentService } from '../attachments/attachment-service.ts';
import { bind } from '../http/route.ts';
import type { VerificationService } from './verification-service.ts';

/** The endpoints of verifications, for certificates of every kind. */
export function registerVerificationRoutes(
  app: Hono,
  verifications: VerificationService,
  attachments: AttachmentService,
): void {
  bind(app, listVerifications, ({ certificate_id }) => verifications.list(certificate_id));
  bind(app, saveVerification, (fields) => verifications.save(fields));
  bind(app, withdrawVerification, ({ verification_id, remark }) =>
    verifications.withdraw(verification_id, remark),
  );
  bind(app, uploadEvidence, (_fields, { request }) => attachments.uploadEvidence(request));
}
