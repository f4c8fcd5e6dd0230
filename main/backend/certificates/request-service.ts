import { candidatePagePath } from '../../../shared/api/candidate-page.ts';
import type { degreeCertificate } from '../../../shared/api/certificates.ts';
import type { ParsedRequestOf } from '../../../shared/api/endpoint.ts';
import {
  type CertificateKindKey,
  certificateKind,
  certificateKinds,
} from '../../../shared/catalogue/certificate-kinds.ts';
import { type EventName, eventDefinitions } from '../../../shared/catalogue/events.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import type { Database } from '../../database/database.ts';
import type { OutboxService } from '../../delivery/outbox-service.ts';
import { type Platform, randomToken } from '../../platform.ts';
import type {
  ApplicationChanges,
  ApplicationIdentity,
} from '../applications/application-changes.ts';
import type { CertificateSlots } from '../certificate-slots/certificate-slots.ts';
import type { TemplateSlots } from '../certificate-slots/template-slots.ts';
import { type Composed, composeForSending } from '../mail-templates/compose.ts';
import type { TemplateService } from '../mail-templates/template-service.ts';
import type { ReminderService } from '../reminders/reminder-service.ts';
import type { UploadCodes } from '../upload-codes/upload-codes.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { CertificateChanges } from './certificate-changes.ts';
import type { CertificateRow, CertificateStore } from './certificate-store.ts';
import { linkExpiresAt } from './link-expiry.ts';
import { mailAddress, mobileNumber } from './recipient.ts';

type SaveRequest = ParsedRequestOf<typeof degreeCertificate.saveCertificate>;

/** Beside what the recruiter is shown: the answer has to come back, and the click to arrive. */
const undoGrace = 1_000;

/** A send to many, whose requests are taken back together. */
export interface RequestBatch {
  readonly id: number;
  /** Nothing of it leaves before, in milliseconds since the epoch; null where it is not held. */
  readonly holdUntil: number | null;
}

/** 发起学历证明: asking a candidate for a certificate. */
export class RequestService {
  readonly #database: Database;
  readonly #platform: Platform;
  readonly #store: CertificateStore;
  readonly #changes: CertificateChanges;
  readonly #applications: ApplicationChanges;
  readonly #templates: TemplateService;
  readonly #outbox: OutboxService;
  readonly #workspace: WorkspaceService;
  readonly #codes: UploadCodes;
  readonly #templateSlots: TemplateSlots;
  readonly #slots: CertificateSlots;
  readonly #reminders: Pick<ReminderService, 'schedule'> | undefined;

  constructor(parts: {
    database: Database;
    platform: Platform;
    store: CertificateStore;
    changes: CertificateChanges;
    applications: ApplicationChanges;
    templates: TemplateService;
    outbox: OutboxService;
    workspace: WorkspaceService;
    codes: UploadCodes;
    templateSlots: TemplateSlots;
    slots: CertificateSlots;
    /** Without it requests are not reminded of: demo data. */
    reminders?: Pick<ReminderService, 'schedule'>;
  }) {
    this.#database = parts.database;
    this.#platform = parts.platform;
    this.#store = parts.store;
    this.#changes = parts.changes;
    this.#applications = parts.applications;
    this.#templates = parts.templates;
    this.#outbox = parts.outbox;
    this.#workspace = parts.workspace;
    this.#codes = parts.codes;
    this.#templateSlots = parts.templateSlots;
    this.#slots = parts.slots;
    this.#reminders = parts.reminders;
  }

  /**
   * Writes the certificate, its event and its messages in one transaction. The template's group
   * decides the kind; where it is none of a certificate, the path does. Who is asked, and for which
   * position, is what the workspace knows; the mail is the request's own text, its variables resolved
   * and the link added where it holds none. An SMS carries a code instead.
   * What it asks for by name is copied from the template, or named by the request.
   * @param pathKind the kind whose path the request came by
   * @param batch the bulk send that it belongs to, whose time decides how long it is held
   * @returns the token of the candidate's link
   * @throws CredoError `applicationNotFound`, `templateNotFound`, `invalidParameter`,
   * `candidateServerOff`, `variablesUnresolved`, `slotNotFound`
   */
  request(
    fields: SaveRequest,
    pathKind: CertificateKindKey,
    language: Language,
    batch?: RequestBatch,
  ): string {
    return this.#database.transaction(() => {
      const application = this.#applications.findByIds(
        fields.tob_resume_id,
        fields.tob_position_id,
      );
      if (!application) throw new CredoError('applicationNotFound');
      const template = this.#templates.resolve({
        mail_tpl_id: fields.mail_tpl_id,
        select_template: fields.select_template,
        preferred_group: certificateKind(pathKind).templateGroup,
      });
      const { kind } =
        certificateKinds.find(({ templateGroup }) => templateGroup === template.tpl_group) ??
        certificateKind(pathKind);
      const recipient = this.#recipient(fields, application, language);
      const token = randomToken(this.#platform);
      const expiresAt = linkExpiresAt(fields, this.#workspace, this.#platform.now(), language);
      const code = recipient.mobile === undefined ? undefined : this.#codes.draw();
      const way = { token, expiresAt, code };
      const composed = this.#compose(fields, application, way, language);
      const { uid } = this.#workspace.user;
      const certificateId = this.#store.insert({
        kind,
        application_id: application.application_id,
        uid,
        token,
        expires_at: expiresAt,
        mail_tpl_id: template.mail_tpl_id,
        resume_name: application.resume_name,
        resume_email: recipient.email,
        resume_phone: recipient.mobile ?? (fields.resume_phone || application.resume_phone),
        position_name: application.position_name,
        email_subject: composed.subject,
        stage_id: application.stage_id,
        step_id: application.step_id,
      });
      const certificate = this.#store.findById(certificateId) as CertificateRow;
      this.#slots.copy(certificate, this.#templateSlots.of(template), fields.slots);
      if (code !== undefined && recipient.mobile !== undefined) {
        this.#codes.give(certificateId, code, recipient.mobile);
      }
      const hold = batch
        ? Math.max(0, (batch.holdUntil ?? 0) - this.#platform.now())
        : undoHold(fields.undo_seconds);
      this.#enqueue(certificate, composed, recipient, { hold, batch: batch?.id });
      const wanted = fields.reminders === undefined ? undefined : fields.reminders === 1;
      this.#reminders?.schedule(certificate, wanted);
      this.#changes.record(certificate, {
        event: requestedEvent(kind),
        change: 'requested',
        uid,
        detail: { mail_tpl_id: template.mail_tpl_id, sms: recipient.mobile !== undefined },
      });
      return token;
    })();
  }

  #recipient(
    fields: SaveRequest,
    application: ApplicationIdentity,
    language: Language,
  ): { email: string; mobile: string | undefined } {
    const email = mailAddress(fields.resume_email, language);
    if (fields.sms_to_candidate !== 1) return { email, mobile: undefined };
    const mobile = mobileNumber(fields.resume_phone || application.resume_phone, language);
    return { email, mobile };
  }

  #compose(
    fields: SaveRequest,
    application: ApplicationIdentity,
    { token, expiresAt, code }: { token: string; expiresAt: number; code: string | undefined },
    language: Language,
  ): Composed {
    const address = this.#workspace.linkUrl;
    if (address === undefined) throw new CredoError('candidateServerOff');
    const withSms = fields.sms_to_candidate === 1;
    requireText('email_subject', fields.email_subject, language);
    requireContent('email_content', fields.email_content, language);
    if (withSms) {
      requireText('sms_to_candidate_content', fields.sms_to_candidate_content, language);
    }
    return composeForSending(
      {
        subject: fields.email_subject,
        content: fields.email_content,
        sms: withSms ? fields.sms_to_candidate_content : '',
      },
      {
        candidate_name: application.resume_name,
        position_name: application.position_name,
        company_name: this.#workspace.companyName,
        upload_link: address + candidatePagePath(token),
        upload_address: `${address}/`,
        ...(code && { upload_code: code }),
        expires_at: this.#workspace.formatTime(expiresAt),
      },
    );
  }

  #enqueue(
    { certificate_id, application_id, mail_tpl_id }: CertificateRow,
    composed: Composed,
    recipient: { email: string; mobile: string | undefined },
    held: { hold: number; batch: number | undefined },
  ): void {
    const message = { certificate_id, application_id, ...held };
    this.#outbox.enqueue({
      ...message,
      kind: 'mail',
      filesOf: mail_tpl_id,
      recipient: recipient.email,
      subject: composed.subject,
      content: composed.content,
    });
    if (recipient.mobile === undefined) return;
    this.#outbox.enqueue({
      ...message,
      kind: 'sms',
      recipient: recipient.mobile,
      subject: '',
      content: composed.sms,
    });
  }
}

/** For how long messages are held that can be taken back for some seconds, in milliseconds. */
export function undoHold(undoSeconds: number | undefined): number {
  return undoSeconds ? undoSeconds * 1_000 + undoGrace : 0;
}

/** The event that a kind's request is recorded as, by the catalogue. */
function requestedEvent(kind: CertificateKindKey): EventName {
  const { requestedEventId } = certificateKind(kind);
  const entry = Object.entries(eventDefinitions).find(
    ([, { event_id }]) => event_id === requestedEventId,
  );
  if (!entry) throw new RangeError(`no event ${requestedEventId} in the catalogue`);
  return entry[0] as EventName;
}

const missing: Record<Language, string> = { zh: '不能为空', en: 'must not be empty' };

function requireText(field: string, text: string, language: Language): void {
  if (text.trim() === '') {
    throw new CredoError('invalidParameter', { field, reason: missing[language] });
  }
}

/** HTML that shows something: text or an image, not tags and blanks alone. */
function requireContent(field: string, html: string, language: Language): void {
  const text = html.replace(/<(?!img\b)[^>]*>|&nbsp;/gi, ' ');
  requireText(field, text, language);
}
