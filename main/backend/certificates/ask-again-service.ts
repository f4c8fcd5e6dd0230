import { candidatePagePath } from '../../../shared/api/candidate-page.ts';
import type { askAgain, previewAskAgain } from '../../../shared/api/certificate-slots.ts';
import type { ParsedRequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import { certificateKind } from '../../../shared/catalogue/certificate-kinds.ts';
import { askAgainGroup } from '../../../shared/catalogue/mail-templates.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import type { TemplateValues } from '../../../shared/templates/render.ts';
import { sampleCode } from '../../../shared/upload-code.ts';
import type { Database } from '../../database/database.ts';
import type { OutboxService } from '../../delivery/outbox-service.ts';
import type { Platform } from '../../platform.ts';
import { type CertificateSlots, reasonText } from '../certificate-slots/certificate-slots.ts';
import { composeDraft, composeForSending, sampleToken } from '../mail-templates/compose.ts';
import type { TemplateService } from '../mail-templates/template-service.ts';
import type { UploadCodes } from '../upload-codes/upload-codes.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { CertificateAccess } from './certificate-access.ts';
import type { CertificateChanges } from './certificate-changes.ts';
import type { CertificateLinks } from './certificate-links.ts';
import type { CertificateRow } from './certificate-store.ts';
import { linkExpiresAt } from './link-expiry.ts';
import { mailAddress, mobileNumber } from './recipient.ts';

type AskRequest = ParsedRequestOf<typeof askAgain>;

interface Parts {
  readonly database: Database;
  readonly platform: Platform;
  readonly access: CertificateAccess;
  readonly changes: CertificateChanges;
  readonly slots: CertificateSlots;
  readonly templates: TemplateService;
  readonly outbox: OutboxService;
  readonly workspace: WorkspaceService;
  readonly codes: UploadCodes;
  readonly links: CertificateLinks;
}

/** 要求重交: opening named slots again, and telling the candidate which and why. */
export class AskAgainService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Opens the slots again with the same link, whose time starts anew, and queues the mail (and SMS)
   * in the same transaction. The verdict stands until the new submission.
   * @throws CredoError what `askAgain` of the API says
   */
  ask(request: AskRequest, language: Language): void {
    const { database, platform, changes, slots, workspace } = this.#parts;
    database.transaction(() => {
      const certificate = this.#certificate(request);
      const { certificate_id } = certificate;
      const expires_at = this.#expiresAt(certificate, request, language);
      const email = mailAddress(certificate.resume_email, language);
      const mobile =
        request.sms_to_candidate === 1
          ? mobileNumber(certificate.resume_phone, language)
          : undefined;
      const code = mobile && this.#parts.codes.renew(certificate_id, mobile);
      const token = this.#parts.links.token(certificate);
      const values = this.#values(certificate, request, { expires_at, code, token });
      if (!values.upload_link) throw new CredoError('candidateServerOff');
      const composed = composeForSending(this.#draft(request), values);
      const { uid } = workspace.user;
      const { remark, reason_code = '' } = request;
      const now = platform.now();
      const ask = { uid, reason_code, remark, expires_at, created_at: now };
      slots.ask(certificate_id, ask, request.slots);
      const filesOf = this.#template(request).mail_tpl_id;
      this.#enqueue(certificate, composed, { email, mobile }, filesOf);
      changes.apply(
        certificate,
        { reopened_at: now, reopened_remark: remark, expires_at },
        {
          event: 'certificateReopened',
          change: 'reopened',
          uid,
          detail: { remark, slots: request.slots, sms: mobile !== undefined },
        },
      );
    })();
  }

  /**
   * What `ask` would send, and what keeps it from being sent.
   * @throws CredoError as `ask`, but for what the preview itself shows
   */
  preview(request: AskRequest, language: Language): ResultsOf<typeof previewAskAgain> {
    const certificate = this.#certificate(request);
    const expires_at = this.#expiresAt(certificate, request, language);
    const { mail_tpl_id } = this.#template(request);
    const composed = composeDraft(
      this.#draft({ ...request, sms_to_candidate: 1 }),
      this.#values(certificate, request, {
        expires_at,
        code: sampleCode,
        token: this.#parts.links.known(certificate) ?? sampleToken,
      }),
    );
    return {
      mail_tpl_id,
      email_subject: composed.subject,
      email_content: composed.content,
      sms_content: composed.sms,
      expires_at: this.#parts.workspace.formatTime(expires_at),
      unresolved: [...composed.unresolved],
    };
  }

  #certificate(request: AskRequest): CertificateRow {
    const certificate = this.#parts.access.byId(request.certificate_id);
    if (certificate.revoked_at !== null) throw new CredoError('certificateRevoked');
    if (certificate.current_submission_id === null) {
      throw new CredoError('certificateNotSubmitted');
    }
    const slots = this.#parts.slots.of(certificate);
    if (slots.length > 0 && request.slots.length === 0) throw new CredoError('slotsRequired');
    for (const { slot_key: slot } of request.slots) {
      if (!slots.some(({ slot_key }) => slot_key === slot)) {
        throw new CredoError('slotNotFound', { slot });
      }
    }
    return certificate;
  }

  /** A deadline that is given counts; without one the link lives no shorter than it would have. */
  #expiresAt(certificate: CertificateRow, request: AskRequest, language: Language): number {
    const { workspace, platform } = this.#parts;
    const wanted = linkExpiresAt(request, workspace, platform.now(), language);
    const given = request.expires_days !== undefined || request.expires_on !== undefined;
    return given ? wanted : Math.max(certificate.expires_at, wanted);
  }

  #template({ mail_tpl_id }: AskRequest) {
    return this.#parts.templates.ofGroup(askAgainGroup, mail_tpl_id);
  }

  #draft(request: AskRequest): { subject: string; content: string; sms: string } {
    const template = this.#template(request);
    const sms = request.sms_to_candidate_content ?? template.sms_content;
    return {
      subject: request.email_subject ?? template.email_subject,
      content: request.email_content ?? template.email_content,
      sms: request.sms_to_candidate === 1 ? sms : '',
    };
  }

  #values(
    certificate: CertificateRow,
    request: AskRequest,
    link: { expires_at: number; code: string | undefined; token: string },
  ): TemplateValues {
    const { workspace } = this.#parts;
    const address = workspace.linkUrl;
    const kind = certificateKind(certificate.kind).label.zh;
    const items = this.#items(certificate, request, kind);
    const reasons = items.map(({ label, why }) => (why ? `${label}：${why}` : label));
    return {
      candidate_name: certificate.resume_name,
      position_name: certificate.position_name,
      company_name: workspace.companyName,
      certificate_name: kind,
      returned_items: items.map(({ label }) => label).join('、'),
      returned_reasons: [...reasons, request.slots.length > 0 ? request.remark : '']
        .filter((line) => line !== '')
        .join('\n'),
      ...(address && {
        upload_link: address + candidatePagePath(link.token),
        upload_address: `${address}/`,
      }),
      ...(link.code && { upload_code: link.code }),
      expires_at: workspace.formatTime(link.expires_at),
    };
  }

  /** What is to be sent again, and why, in the order of the request's slots. */
  #items(
    certificate: CertificateRow,
    { slots: asked, reason_code, remark }: AskRequest,
    kind: string,
  ): { label: string; why: string }[] {
    if (asked.length === 0) return [{ label: kind, why: whyAgain(reason_code ?? '', remark) }];
    return this.#parts.slots.of(certificate).flatMap(({ slot_key, label }) => {
      const slot = asked.find((candidate) => candidate.slot_key === slot_key);
      return slot ? [{ label: label.zh, why: whyAgain(slot.reason_code, slot.remark) }] : [];
    });
  }

  #enqueue(
    { certificate_id, application_id }: CertificateRow,
    composed: { subject: string; content: string; sms: string },
    recipient: { email: string; mobile: string | undefined },
    filesOf: number,
  ): void {
    const { outbox } = this.#parts;
    const message = { certificate_id, application_id };
    const { subject, content, sms } = composed;
    const mail = { recipient: recipient.email, subject, content, filesOf };
    outbox.enqueue({ ...message, ...mail, kind: 'mail' });
    if (recipient.mobile === undefined) return;
    outbox.enqueue({
      ...message,
      kind: 'sms',
      recipient: recipient.mobile,
      subject: '',
      content: sms,
    });
  }
}

/** A coded reason and the recruiter's words about it. */
function whyAgain(code: string, remark: string): string {
  return [reasonText(code).zh, remark].filter((part) => part !== '').join('。');
}
