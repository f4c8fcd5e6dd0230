import type { z } from 'zod';
import { candidatePagePath } from '../../../shared/api/candidate-page.ts';
import type { ParsedRequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import type { getTpl, listTpl, previewTpl } from '../../../shared/api/mail-templates.ts';
import { certificateKinds } from '../../../shared/catalogue/certificate-kinds.ts';
import {
  askAgainGroup,
  mailTemplateGroups,
  remindGroup,
} from '../../../shared/catalogue/mail-templates.ts';
import { systemUserName } from '../../../shared/catalogue/system-mail-templates.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import type { TemplateValues } from '../../../shared/templates/render.ts';
import { sampleCode } from '../../../shared/upload-code.ts';
import type { Platform } from '../../platform.ts';
import type {
  ApplicationChanges,
  ApplicationIdentity,
} from '../applications/application-changes.ts';
import type { SlotTemplate, TemplateSlots } from '../certificate-slots/template-slots.ts';
import { linkExpiresAt } from '../certificates/link-expiry.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import { composeDraft, sampleToken } from './compose.ts';
import { presentFile, type TemplateFileStore } from './template-file-store.ts';
import type { StoredTemplate, TemplateStore } from './template-store.ts';

type TemplateRow = z.output<typeof listTpl.results>['data'][number];

/** How long a link is to last. */
type LinkExpiry = Parameters<typeof linkExpiresAt>[0];

/** How a request names its template. */
export interface TemplateChoice {
  /** Wins over the title where both are given. */
  mail_tpl_id?: number | undefined;
  /** The template's title, as the reference's `select_template`. */
  select_template: string;
  /** Where titles repeat, the group to take; otherwise the newest. */
  preferred_group?: string | undefined;
}

/** How a mail that asks again reads, for previews of its templates. */
const askAgainSample: TemplateValues = {
  certificate_name: '学历证明',
  returned_items: '毕业证书、学信网备案表',
  returned_reasons:
    '毕业证书：照片模糊，文字看不清，请在光线充足处重拍\n学信网备案表：材料或验证码已过期，请提供有效期内的',
};

/** Mail templates: lists, details and previews. */
export class TemplateService {
  readonly #store: TemplateStore;
  readonly #workspace: WorkspaceService;
  readonly #applications: ApplicationChanges;
  readonly #platform: Platform;
  readonly #slots: TemplateSlots;
  readonly #files: TemplateFileStore;

  constructor(
    store: TemplateStore,
    workspace: WorkspaceService,
    applications: ApplicationChanges,
    platform: Platform,
    slots: TemplateSlots,
    files: TemplateFileStore,
  ) {
    this.#store = store;
    this.#workspace = workspace;
    this.#applications = applications;
    this.#platform = platform;
    this.#slots = slots;
    this.#files = files;
  }

  /** The reference's groups, and Credo's own where all are asked for. */
  groups(all = false): { label: string; key: string }[] {
    const own = mailTemplateGroups.filter((group) => group.own).map(({ key }) => key);
    return this.#store.groups().filter(({ key }) => all || !own.includes(key));
  }

  /** @throws CredoError `templateGroupNotFound` */
  list({ tpl_group, page, size }: ParsedRequestOf<typeof listTpl>): ResultsOf<typeof listTpl> {
    if (!this.#store.hasGroup(tpl_group)) throw new CredoError('templateGroupNotFound');
    const { uid } = this.#workspace.user;
    return {
      pagination: { page: String(page), size, total: this.#store.count(uid, tpl_group) },
      data: this.#store.page(uid, tpl_group, page, size).map((template) => this.#row(template)),
      titles: { [tpl_group]: this.#store.titles(uid, tpl_group) },
    };
  }

  /** @throws CredoError `templateNotFound` */
  get(mailTplId: number): ResultsOf<typeof getTpl> {
    const template = this.#find(mailTplId);
    return {
      ...this.#row(template),
      email_subject: template.subject,
      email_content: template.content,
      sms_content: template.sms_content,
      revision: template.revision,
      slots: this.#slots.of(template),
    };
  }

  /**
   * A template of a group with its texts: the one named, or the user's default of the group.
   * @throws CredoError `templateNotFound`, also for one of another group
   */
  ofGroup(group: string, mailTplId: number | undefined): ResultsOf<typeof getTpl> {
    const chosen =
      mailTplId ?? this.#store.page(this.#workspace.user.uid, group, 1, 1)[0]?.mail_tpl_id;
    const template = this.get(chosen ?? 0);
    if (template.tpl_group !== group) throw new CredoError('templateNotFound');
    return template;
  }

  /**
   * The template a request names, by id or by title.
   * @throws CredoError `templateNotFound`
   */
  resolve(choice: TemplateChoice): SlotTemplate {
    const { mail_tpl_id, select_template, preferred_group = '' } = choice;
    const { uid } = this.#workspace.user;
    const template =
      mail_tpl_id === undefined
        ? this.#store.findByTitle(uid, select_template, preferred_group)
        : this.#store.findById(uid, mail_tpl_id);
    if (!template) throw new CredoError('templateNotFound');
    const { created_uid, tpl_group } = template;
    return { mail_tpl_id: template.mail_tpl_id, created_uid, tpl_group };
  }

  /**
   * A template, or an edit of it, as the candidate of an application would read it.
   * @throws CredoError `templateNotFound`, `applicationNotFound`, `invalidParameter`
   */
  preview(
    request: ParsedRequestOf<typeof previewTpl>,
    language: Language,
  ): ResultsOf<typeof previewTpl> {
    const template = this.#find(request.mail_tpl_id);
    const application = this.#applications.findByIds(
      request.tob_resume_id,
      request.tob_position_id,
    );
    if (!application) throw new CredoError('applicationNotFound');
    const composed = composeDraft(
      {
        subject: request.email_subject ?? template.subject,
        content: request.email_content ?? template.content,
        sms: request.sms_content ?? template.sms_content,
      },
      this.sampleValues(application, template.tpl_group, request, language),
    );
    return {
      email_subject: composed.subject,
      email_content: composed.content,
      sms_content: composed.sms,
      unresolved: [...composed.unresolved],
    };
  }

  /**
   * What variables stand for in the mail of an application; the link and its code are samples.
   * @throws CredoError `invalidParameter` for a link that cannot last as wanted
   */
  sampleValues(
    application: ApplicationIdentity,
    group: string,
    wanted: LinkExpiry,
    language: Language,
  ): TemplateValues {
    return {
      candidate_name: application.resume_name,
      position_name: application.position_name,
      company_name: this.#workspace.companyName,
      ...this.#sampleLinkValues(group, wanted, language),
    };
  }

  /** Only a group that asks for a certificate has a link; while no server is reachable, none. */
  #sampleLinkValues(group: string, wanted: LinkExpiry, language: Language): TemplateValues {
    const again = group === askAgainGroup;
    const reminds = group === remindGroup;
    if (
      !again &&
      !reminds &&
      !certificateKinds.some(({ templateGroup }) => templateGroup === group)
    )
      return {};
    const expiresAt = linkExpiresAt(wanted, this.#workspace, this.#platform.now(), language);
    const url = this.#workspace.linkUrl;
    return {
      expires_at: this.#workspace.formatTime(expiresAt),
      ...(again && askAgainSample),
      ...(reminds && { certificate_name: askAgainSample.certificate_name ?? '' }),
      ...(url && {
        upload_link: url + candidatePagePath(sampleToken),
        upload_address: `${url}/`,
        upload_code: sampleCode,
      }),
    };
  }

  #find(mailTplId: number): StoredTemplate {
    const template = this.#store.findById(this.#workspace.user.uid, mailTplId);
    if (!template) throw new CredoError('templateNotFound');
    return template;
  }

  /** Fields in the reference's order. */
  #row(template: StoredTemplate): TemplateRow {
    const files = this.#files.of(template.mail_tpl_id);
    const own = template.created_uid !== 0 && template.created_uid === this.#workspace.user.uid;
    return {
      mail_tpl_id: template.mail_tpl_id,
      created_uid: template.created_uid,
      title: template.title,
      desc: template.description,
      tpl_group: template.tpl_group,
      created_at: this.#workspace.formatTime(template.created_at),
      updated_at: this.#workspace.formatTime(template.updated_at),
      attachment_ids: files.map(({ template_file_id }) => template_file_id).join(',') || '0',
      attachment: files.map(presentFile),
      created_uname: template.created_uid === 0 ? systemUserName : (template.created_uname ?? ''),
      tpl_group_name: template.tpl_group_name,
      is_default: template.is_default,
      is_share: template.is_share !== 0,
      can_edit: own ? 1 : 0,
    };
  }
}
