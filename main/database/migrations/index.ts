import type { Migration } from '../migrate.ts';
import { catalogueAndWorkspace } from './0010-catalogue-and-workspace.ts';
import { candidatesAndApplications } from './0020-candidates-and-applications.ts';
import { pipelineList } from './0030-pipeline-list.ts';
import { certificatesAndAttachments } from './0040-certificates-and-attachments.ts';
import { outbox } from './0050-outbox.ts';
import { imports } from './0060-imports.ts';
import { positionCounts } from './0070-position-counts.ts';
import { templateManagement } from './0110-template-management.ts';
import { reviewQueue } from './0120-review-queue.ts';
import { uploadCodes } from './0130-upload-codes.ts';
import { listEngine } from './0140-list-engine.ts';
import { savedViews } from './0150-saved-views.ts';
import { bulkActions } from './0160-bulk-actions.ts';
import { certificateSlots } from './0170-certificate-slots.ts';
import { messageTrail } from './0180-message-trail.ts';
import { reminders } from './0181-reminders.ts';
import { bounceMailbox } from './0182-bounce-mailbox.ts';
import { templateFiles } from './0185-template-files.ts';
import { importUndo } from './0190-import-undo.ts';
import { auditLog } from './0191-audit-log.ts';
import { privacy } from './0192-privacy.ts';
import { sync } from './0300-sync.ts';
import { certificateDisputes } from './0310-certificate-disputes.ts';
import { disputedStatus } from './0360-disputed-status.ts';
import { batchUndo } from './0362-batch-undo.ts';
import { certificateLinks } from './0369-certificate-links.ts';
import { consentOrder } from './0400-consent-order.ts';
import { outboxForm } from './0420-outbox-form.ts';
import { auditNumbers } from './0430-audit-numbers.ts';

/** Every step of the schema, in order. */
export const migrations: readonly Migration[] = [
  catalogueAndWorkspace,
  candidatesAndApplications,
  pipelineList,
  certificatesAndAttachments,
  outbox,
  imports,
  positionCounts,
  templateManagement,
  reviewQueue,
  uploadCodes,
  listEngine,
  savedViews,
  bulkActions,
  certificateSlots,
  messageTrail,
  reminders,
  bounceMailbox,
  templateFiles,
  importUndo,
  auditLog,
  privacy,
  sync,
  certificateDisputes,
  disputedStatus,
  batchUndo,
  certificateLinks,
  consentOrder,
  outboxForm,
  auditNumbers,
];
