import { candidatePagePath } from '../../../shared/api/candidate-page.ts';
import { certificateKind } from '../../../shared/catalogue/certificate-kinds.ts';
import { remindGroup } from '../../../shared/catalogue/mail-templates.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { TemplateValues } from '../../../shared/templates/render.ts';
import type { OutboxService } from '../../delivery/outbox-service.ts';
import type { Logger } from '../../logger.ts';
import type { CertificateChanges } from '../certificates/certificate-changes.ts';
import type { CertificateLinks } from '../certificates/certificate-links.ts';
import type { CertificateRow } from '../certificates/certificate-store.ts';
import { mobileNumber } from '../certificates/recipient.ts';
import { type Composed, composeForSending } from '../mail-templates/compose.ts';
import type { TemplateService } from '../mail-templates/template-service.ts';
import type { UploadCodes } from '../upload-codes/upload-codes.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';

interface Parts {
  readonly workspace: WorkspaceService;
  readonly templates: TemplateService;
  readonly codes: UploadCodes;
  readonly links: CertificateLinks;
  readonly outbox: OutboxService;
  readonly changes: CertificateChanges;
  readonly logger: Logger;
}

/** Writes a reminder from the user's template of the group and queues it. */
export class ReminderMail {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Queues the mail, and the SMS where wanted, and records the event, within the caller's transaction.
   * @returns the mail's message_id, or undefined where the template cannot be rendered
   */
  send(certificate: CertificateRow, day: number, bySms: boolean): number | undefined {
    const { outbox, changes, logger } = this.#parts;
    const { certificate_id, application_id } = certificate;
    const mobile = bySms ? this.#mobile(certificate) : undefined;
    let composed: Composed & { mail_tpl_id: number };
    try {
      composed = this.#compose(certificate, mobile);
    } catch (error) {
      if (!(error instanceof CredoError)) throw error;
      logger.warn({ certificate_id, code: error.code }, 'a reminder could not be written');
      return undefined;
    }
    const message = { certificate_id, application_id, reminder: true };
    const messageId = outbox.enqueue({
      ...message,
      kind: 'mail',
      recipient: certificate.resume_email,
      subject: composed.subject,
      content: composed.content,
      filesOf: composed.mail_tpl_id,
    });
    if (mobile !== undefined && composed.sms !== '') {
      const { sms } = composed;
      outbox.enqueue({ ...message, kind: 'sms', recipient: mobile, subject: '', content: sms });
    }
    changes.record(certificate, {
      event: 'certificateReminded',
      change: 'reminded',
      uid: 0,
      detail: { day, sms: mobile !== undefined },
    });
    return messageId;
  }

  #mobile({ resume_phone }: CertificateRow): string | undefined {
    try {
      return mobileNumber(resume_phone, 'zh');
    } catch {
      return undefined;
    }
  }

  #compose(
    certificate: CertificateRow,
    mobile: string | undefined,
  ): Composed & { mail_tpl_id: number } {
    const { templates, codes } = this.#parts;
    const template = templates.ofGroup(remindGroup, undefined);
    const code = mobile === undefined ? undefined : codes.renew(certificate.certificate_id, mobile);
    const composed = composeForSending(
      {
        subject: template.email_subject,
        content: template.email_content,
        sms: mobile === undefined ? '' : template.sms_content,
      },
      this.#values(certificate, code),
    );
    return { ...composed, mail_tpl_id: template.mail_tpl_id };
  }

  #values(certificate: CertificateRow, code: string | undefined): TemplateValues {
    const { workspace } = this.#parts;
    const address = workspace.linkUrl;
    if (address === undefined) throw new CredoError('candidateServerOff');
    return {
      candidate_name: certificate.resume_name,
      position_name: certificate.position_name,
      company_name: workspace.companyName,
      certificate_name: certificateKind(certificate.kind).label.zh,
      upload_link: address + candidatePagePath(this.#parts.links.token(certificate)),
      upload_address: `${address}/`,
      ...(code && { upload_code: code }),
      expires_at: workspace.formatTime(certificate.expires_at),
    };
  }
}
