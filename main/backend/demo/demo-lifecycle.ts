import type { RequestOf } from '../../../shared/api/endpoint.ts';
import type { MessageState } from '../../../shared/api/outbox.ts';
import { saveVerification } from '../../../shared/api/verifications.ts';
import type { CertificateKindKey } from '../../../shared/catalogue/certificate-kinds.ts';
import { certificateKind } from '../../../shared/catalogue/certificate-kinds.ts';
import { OutboxService } from '../../delivery/outbox-service.ts';
import { OutboxStore } from '../../delivery/outbox-store.ts';
import type { Platform } from '../../platform.ts';
import { ApplicationChanges } from '../applications/application-changes.ts';
import { AttachmentStore } from '../attachments/attachment-store.ts';
import type { Backend } from '../backend.ts';
import { CertificateSlotStore } from '../certificate-slots/certificate-slot-store.ts';
import { CertificateSlots } from '../certificate-slots/certificate-slots.ts';
import { TemplateSlots } from '../certificate-slots/template-slots.ts';
import { CertificateAccess } from '../certificates/certificate-access.ts';
import { CertificateChanges } from '../certificates/certificate-changes.ts';
import { CertificateNumbers } from '../certificates/certificate-numbers.ts';
import { CertificateStore } from '../certificates/certificate-store.ts';
import { RequestService } from '../certificates/request-service.ts';
import { ReviewService } from '../certificates/review-service.ts';
import { SubmissionService } from '../certificates/submission-service.ts';
import { SubmissionStore } from '../certificates/submission-store.ts';
import { LiveEvents } from '../live/live-events.ts';
import { UploadCodeStore } from '../upload-codes/upload-code-store.ts';
import { UploadCodes } from '../upload-codes/upload-codes.ts';
import { VerificationService } from '../verifications/verification-service.ts';
import { VerificationStore } from '../verifications/verification-store.ts';
import { WorkspaceService } from '../workspace/workspace-service.ts';
import { WorkspaceStore } from '../workspace/workspace-store.ts';
import type { DemoPerson } from './demo-people.ts';
import type { DemoSamples, SampleName } from './demo-samples.ts';

/** Where the links of the demo's mails point while the candidates' server is not up yet. */
const linkAddress = 'http://127.0.0.1:7421';

interface Template {
  mail_tpl_id: number;
  title: string;
  subject: string;
  content: string;
  sms_content: string;
}

/** A file a candidate of the demo sent. */
export interface DemoFile {
  sample: SampleName;
  name: string;
}

/** A verification of the demo, noted on the day it happens. */
export type DemoCheck = Pick<RequestOf<typeof saveVerification>, 'result' | 'source'> &
  Partial<Pick<RequestOf<typeof saveVerification>, 'source_text' | 'remark'>>;

/**
 * Lives the lives of certificates through the services that do it for real, at the times the demo
 * wants: what they write is consistent by itself. Runs within the demo's transaction and tells nobody.
 */
export class DemoLifecycle {
  /** The moment that everything is written for, milliseconds. */
  now: number;
  readonly #backend: Backend;
  readonly #samples: DemoSamples;
  readonly #platform: Platform;
  readonly #attachments: AttachmentStore;
  readonly #requests: RequestService;
  readonly #submissions: SubmissionService;
  readonly #reviews: ReviewService;
  readonly #verifications: VerificationService;
  readonly #certificates: CertificateStore;
  readonly #templates = new Map<CertificateKindKey, Template>();
  readonly #deliver;

  constructor(backend: Backend, samples: DemoSamples) {
    this.#backend = backend;
    this.#samples = samples;
    this.now = backend.platform.now();
    const { database, templates } = backend;
    const platform: Platform = {
      now: () => this.now,
      randomBytes: (size) => backend.platform.randomBytes(size),
    };
    this.#platform = platform;
    const live = new LiveEvents(database);
    const workspace = new WorkspaceService(new WorkspaceStore(database, platform), () => [
      backend.workspace.candidateUrls[0] ?? linkAddress,
    ]);
    const outbox = new OutboxService(new OutboxStore(database), {
      live,
      platform,
      formatTime: (time) => workspace.formatTime(time),
      messageIdDomain: () => 'example.com',
    });
    const store = new CertificateStore(database, platform);
    const applications = new ApplicationChanges(database, platform);
    const submissions = new SubmissionStore(database, platform);
    const access = new CertificateAccess(store, platform);
    const changes = new CertificateChanges(store, applications, live);
    const slots = new CertificateSlots(new CertificateSlotStore(database));
    const shared = { database, platform, store, access, changes, applications, workspace, outbox };
    const parts = { ...shared, slots, templateSlots: new TemplateSlots(database) };
    this.#certificates = store;
    this.#attachments = new AttachmentStore(database, platform);
    this.#requests = new RequestService({
      ...parts,
      templates,
      codes: new UploadCodes(new UploadCodeStore(database), platform),
    });
    this.#submissions = new SubmissionService({
      ...parts,
      submissions,
      attachments: this.#attachments,
    });
    this.#reviews = new ReviewService({ ...parts, submissions });
    this.#verifications = new VerificationService({
      ...parts,
      store: new VerificationStore(database, platform),
      attachments: this.#attachments,
      numbers: new CertificateNumbers(database),
    });
    this.#deliver = database.prepare(
      `UPDATE outbox SET state = @state, attempts = @attempts, last_error = @error,
         next_attempt_at = @next, updated_at = @now
       WHERE certificate_id = @certificateId`,
    );
  }

  /** Asks for a certificate. @returns its id and token */
  request(
    kind: CertificateKindKey,
    person: DemoPerson,
    tobPositionId: number,
    withSms: boolean,
  ): { certificateId: number; token: string } {
    const template = this.#template(kind);
    const token = this.#requests.request(
      {
        email_content: template.content,
        email_subject: template.subject,
        position_name: '',
        resume_email: person.email,
        resume_phone: person.phone,
        resume_name: person.name,
        select_template: template.title,
        mail_tpl_id: template.mail_tpl_id,
        tob_position_id: tobPositionId,
        tob_resume_id: person.tobResumeId,
        sms_to_candidate: withSms ? 1 : 0,
        sms_to_candidate_content: template.sms_content,
      },
      kind,
      'zh',
    );
    const certificateId = this.#certificates.findByToken(token)?.certificate_id ?? 0;
    return { certificateId, token };
  }

  /** Writes what became of a certificate's messages. @param next when a waiting one is tried again */
  deliver(
    certificateId: number,
    state: MessageState,
    error: string | null = null,
    next: number = this.now,
  ): void {
    const attempts = state === 'cancelled' ? 0 : 1;
    this.#deliver.run({ certificateId, state, attempts, error, next, now: this.now });
  }

  /** Uploads files as the candidate and submits them. */
  submit(certificateId: number, token: string, files: readonly DemoFile[]): void {
    const attachments = files.map(({ sample, name }, index) => ({
      dfs_file_name: this.#samples.attach(
        this.#attachments,
        this.#platform,
        certificateId,
        sample,
        name,
      ),
      dfs_group_name: 'group1',
      ext: '',
      id: `o_${certificateId}_${index}`,
      name,
      size: 0,
    }));
    this.#submissions.submit({ token, attachments });
  }

  review(certificateId: number, verdict: number, remark: string): void {
    this.#reviews.review(certificateId, verdict, remark);
  }

  /** Notes that a certificate was checked today. */
  verify(certificateId: number, check: DemoCheck): void {
    const checked_on = this.#verifications.today();
    const fields = saveVerification.request.parse({
      certificate_id: certificateId,
      checked_on,
      ...check,
    });
    this.#verifications.save(fields);
  }

  reopen(certificateId: number, remark: string): void {
    this.#reviews.requestNewUpload(certificateId, remark);
  }

  revoke(certificateId: number): void {
    this.#reviews.revoke(certificateId);
  }

  /** The system's template of a kind. */
  #template(kind: CertificateKindKey): Template {
    let template = this.#templates.get(kind);
    if (!template) {
      template = this.#backend.database
        .prepare<[string], Template>(
          `SELECT mail_tpl_id, title, subject, content, sms_content FROM mail_templates
           WHERE tpl_group = ? ORDER BY is_default DESC, mail_tpl_id LIMIT 1`,
        )
        .get(certificateKind(kind).templateGroup) as Template;
      this.#templates.set(kind, template);
    }
    return template;
  }
}
