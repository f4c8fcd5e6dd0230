import { join } from 'node:path';
import type { Hono } from 'hono';
import type { Database } from '../../database/database.ts';
import type { OutboxService } from '../../delivery/outbox-service.ts';
import type { Scheduler } from '../../delivery/scheduler.ts';
import type { SendingRulesStore } from '../../delivery/sending-rules.ts';
import type { Logger } from '../../logger.ts';
import type { Platform } from '../../platform.ts';
import type { ApplicationChanges } from '../applications/application-changes.ts';
import {
  registerCandidateDownload,
  registerRecruiterDownloads,
  registerUploadRoute,
} from '../attachments/attachment-routes.ts';
import { AttachmentService } from '../attachments/attachment-service.ts';
import { AttachmentStore } from '../attachments/attachment-store.ts';
import type { BlobReader } from '../attachments/blob-reader.ts';
import { BlobStore } from '../attachments/blob-store.ts';
import type { UploadPatience } from '../attachments/candidate-uploads.ts';
import { DownloadService } from '../attachments/download-service.ts';
import { PictureWorker } from '../attachments/picture-worker.ts';
import { RenditionService } from '../attachments/rendition-service.ts';
import { ThumbnailService } from '../attachments/thumbnail-service.ts';
import { ZipService } from '../attachments/zip-service.ts';
import { CertificateSlotStore } from '../certificate-slots/certificate-slot-store.ts';
import { CertificateSlots } from '../certificate-slots/certificate-slots.ts';
import type { TemplateSlots } from '../certificate-slots/template-slots.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { TemplateService } from '../mail-templates/template-service.ts';
import type { CandidateConsents } from '../privacy/candidate-consent.ts';
import { ReminderMail } from '../reminders/reminder-mail.ts';
import { registerReminderRoutes } from '../reminders/reminder-routes.ts';
import { ReminderRunner } from '../reminders/reminder-runner.ts';
import { ReminderService } from '../reminders/reminder-service.ts';
import { ReminderStore } from '../reminders/reminder-store.ts';
import { UploadCodeStore } from '../upload-codes/upload-code-store.ts';
import { UploadCodes } from '../upload-codes/upload-codes.ts';
import { registerVerificationRoutes } from '../verifications/verification-routes.ts';
import { VerificationService } from '../verifications/verification-service.ts';
import { VerificationStore } from '../verifications/verification-store.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import { registerAskAgainRoutes } from './ask-again-routes.ts';
import { AskAgainService } from './ask-again-service.ts';
import { CandidateView } from './candidate-view.ts';
import { CertificateAccess } from './certificate-access.ts';
import { CertificateChanges } from './certificate-changes.ts';
import { CertificateLinks } from './certificate-links.ts';
import { CertificateNumbers } from './certificate-numbers.ts';
import { CertificateReading } from './certificate-reading.ts';
import { registerCertificateRequestRoutes } from './certificate-request-routes.ts';
import { CertificateRequestStore } from './certificate-request-store.ts';
import { registerCertificateRoutes, registerSubmissionRoutes } from './certificate-routes.ts';
import { CertificateStore } from './certificate-store.ts';
import { RequestService } from './request-service.ts';
import { ReviewQueue } from './review-queue.ts';
import { registerReviewQueueRoutes } from './review-queue-routes.ts';
import { ReviewQueueStore } from './review-queue-store.ts';
import { ReviewService } from './review-service.ts';
import { SubmissionService } from './submission-service.ts';
import { SubmissionStore } from './submission-store.ts';
import { WithdrawalService } from './withdrawal-service.ts';

/** What certificates and attachments are built on. */
export interface CertificateParts {
  database: Database;
  platform: Platform;
  logger: Logger;
  dataFolder: string;
  /** Reads the files in it, checked. */
  reader: BlobReader;
  applications: ApplicationChanges;
  live: LiveEvents;
  workspace: WorkspaceService;
  templates: TemplateService;
  templateSlots: TemplateSlots;
  outbox: OutboxService;
  rules: SendingRulesStore;
  scheduler: Scheduler;
  consents: CandidateConsents;
  uploadPatience?: Partial<UploadPatience> | undefined;
}

/** What other parts use of certificates and attachments. */
export interface Certificates {
  /** Asking candidates for certificates. */
  readonly requests: RequestService;
  /** Taking requests back. */
  readonly withdrawals: WithdrawalService;
  /** Sends reminders that are due, between its `start` and `stop`. */
  readonly reminders: ReminderRunner;
  /** What the candidate's page shows and does. */
  readonly candidateView: CandidateView;
  /** Adding files without a request: for demo data. */
  readonly attachments: AttachmentService;
  /** The files themselves: for demo data, which names many at once. */
  readonly blobs: BlobStore;
  /** The sweep of what a crash left; ends by itself. */
  readonly swept: Promise<number>;
  /** Ends the sweep and the renditions; call it before the database is closed. */
  close(): void;
}

/** Builds certificates and attachments and registers their endpoints on both apps. */
export function registerCertificates(
  recruiterApp: Hono,
  candidateApp: Hono,
  parts: CertificateParts,
): Certificates {
  const { database, platform, logger, workspace, applications, outbox, reader } = parts;
  const attachmentStore = new AttachmentStore(database, platform);
  const blobs = new BlobStore(join(parts.dataFolder, 'attachments'), (sha256) =>
    attachmentStore.isNamed(sha256),
  );
  const worker = new PictureWorker();
  const renditions = new RenditionService({
    worker,
    database,
    store: attachmentStore,
    blobs,
    reader,
    logger,
  });

  const store = new CertificateStore(database, platform);
  const submissions = new SubmissionStore(database, platform);
  const access = new CertificateAccess(store, platform);
  const changes = new CertificateChanges(store, applications, parts.live);
  const codes = new UploadCodes(new UploadCodeStore(database), platform);
  const slots = new CertificateSlots(new CertificateSlotStore(database));
  const links = new CertificateLinks(database, platform);
  const common = { ...parts, links, store, submissions, access, changes, codes, slots };
  const attachments = new AttachmentService({
    ...common,
    store: attachmentStore,
    blobs,
    renditions,
    patience: parts.uploadPatience,
  });
  const downloads = new DownloadService({
    ...{ store: attachmentStore, reader, renditions, access, workspace },
    thumbnails: new ThumbnailService({ blobs, reader, renditions, worker, logger }),
  });
  const zips = new ZipService({ ...common, store: attachmentStore, reader });
  const submission = new SubmissionService({ ...common, attachments: attachmentStore });

  const reminderStore = new ReminderStore(database);
  const reminders = new ReminderService({
    ...common,
    store: reminderStore,
    certificates: store,
    rules: parts.rules,
    mail: new ReminderMail(common),
  });
  registerReminderRoutes(recruiterApp, reminders);
  const requests = new RequestService({ ...common, reminders });
  const withdrawals = new WithdrawalService(common);
  const reviews = new ReviewService({ ...common, outbox });
  registerCertificateRoutes(recruiterApp, {
    requests,
    reviews,
    reading: new CertificateReading(common),
    withdrawals,
  });
  registerCertificateRequestRoutes(recruiterApp, {
    requests: new CertificateRequestStore(database),
    ...common,
  });
  registerAskAgainRoutes(recruiterApp, new AskAgainService(common));
  const verifications = new VerificationService({
    ...common,
    store: new VerificationStore(database, platform),
    attachments: attachmentStore,
    numbers: new CertificateNumbers(database),
  });
  registerVerificationRoutes(recruiterApp, verifications, attachments);
  verifications.dropUnclaimedEvidence((sha256) => blobs.removeUnnamed(sha256));
  const queue = new ReviewQueue(new ReviewQueueStore(database), workspace);
  registerReviewQueueRoutes(recruiterApp, queue, reviews);
  registerRecruiterDownloads(recruiterApp, downloads, zips);
  registerCandidateDownload(candidateApp, downloads);
  for (const app of [recruiterApp, candidateApp]) {
    registerSubmissionRoutes(app, submission);
    registerUploadRoute(app, attachments);
  }

  const stop = new AbortController();
  const swept = blobs.sweep(stop.signal).catch((error) => {
    logger.warn({ err: error }, 'the sweep of attachments failed');
    return 0;
  });
  return {
    requests,
    withdrawals,
    reminders: new ReminderRunner({ ...parts, store: reminderStore, service: reminders }),
    candidateView: new CandidateView({
      platform,
      access,
      submissions,
      attachments: attachmentStore,
      attachmentService: attachments,
      workspace,
      codes,
      database,
      outbox,
      changes,
      slots,
      consents: parts.consents,
    }),
    attachments,
    blobs,
    swept,
    close() {
      stop.abort();
      renditions.close();
    },
  };
}
