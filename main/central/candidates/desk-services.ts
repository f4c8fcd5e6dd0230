import { ApplicationChanges } from '../../backend/applications/application-changes.ts';
import { AttachmentStore } from '../../backend/attachments/attachment-store.ts';
import { UploadRows } from '../../backend/attachments/upload-rows.ts';
import { CertificateSlotStore } from '../../backend/certificate-slots/certificate-slot-store.ts';
import { CertificateSlots } from '../../backend/certificate-slots/certificate-slots.ts';
import { CandidateView } from '../../backend/certificates/candidate-view.ts';
import { CertificateAccess } from '../../backend/certificates/certificate-access.ts';
import { CertificateChanges } from '../../backend/certificates/certificate-changes.ts';
import { CertificateStore } from '../../backend/certificates/certificate-store.ts';
import { SubmissionService } from '../../backend/certificates/submission-service.ts';
import { SubmissionStore } from '../../backend/certificates/submission-store.ts';
import { LiveEvents } from '../../backend/live/live-events.ts';
import { CandidateConsents } from '../../backend/privacy/candidate-consent.ts';
import { ConsentStore } from '../../backend/privacy/consent-store.ts';
import { PrivacySettingsService } from '../../backend/privacy/privacy-settings.ts';
import { WorkspaceService } from '../../backend/workspace/workspace-service.ts';
import { WorkspaceStore } from '../../backend/workspace/workspace-store.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';

/** The workstation's services that a candidate's page needs. */
export interface DeskServices {
  readonly access: CertificateAccess;
  readonly attachments: AttachmentStore;
  readonly uploads: UploadRows;
  readonly submissions: SubmissionService;
  readonly view: CandidateView;
  readonly workspace: WorkspaceService;
  /** Files whose last row the work removed. */
  readonly dropped: string[];
}

/** Builds them over a workspace. */
export function createDeskServices(database: Database, platform: Platform): DeskServices {
  const live = new LiveEvents(database);
  const settings = new WorkspaceStore(database, platform);
  const workspace = new WorkspaceService(settings, () => []);
  const texts = new ConsentStore(database, platform);
  const privacy = new PrivacySettingsService({
    ...{ database, store: settings, consents: texts, workspace, live },
  });
  const store = new CertificateStore(database, platform);
  const attachments = new AttachmentStore(database, platform);
  const submissions = new SubmissionStore(database, platform);
  const access = new CertificateAccess(store, platform);
  const slots = new CertificateSlots(new CertificateSlotStore(database));
  const applications = new ApplicationChanges(database, platform);
  const changes = new CertificateChanges(store, applications, live);
  const uploads = new UploadRows({ store: attachments, access, workspace, slots });
  const dropped: string[] = [];
  const common = {
    database,
    platform,
    access,
    changes,
    submissions,
    attachments,
    workspace,
    slots,
  };
  return {
    access,
    attachments,
    uploads,
    workspace,
    dropped,
    submissions: new SubmissionService(common),
    view: new CandidateView({
      ...common,
      attachmentService: {
        remove: (...given) => void dropped.push(...uploads.remove(...given)),
      },
      consents: new CandidateConsents(texts, () => privacy.saved.consentEnabled),
      // Messages are the device's that sent them, and codes are looked up before a desk is needed.
      outbox: { noteOpened: () => undefined },
      codes: {
        open: () => {
          throw new Error('codes are not opened at a desk');
        },
      },
    }),
  };
}
