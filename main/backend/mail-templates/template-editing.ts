import type { ParsedRequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import {
  type createTpl,
  type getTpl,
  type saveTpl,
  templateLimits,
} from '../../../shared/api/mail-templates.ts';
import { variablesOfGroup } from '../../../shared/catalogue/mail-templates.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import { renderHtml, renderText } from '../../../shared/templates/render.ts';
import type { Database } from '../../database/database.ts';
import { mailHtmlToText, sanitiseMailHtml } from '../../delivery/mail-html.ts';
import type { Platform } from '../../platform.ts';
import type { TemplateSlots } from '../certificate-slots/template-slots.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import { oneLine } from './compose.ts';
import type { TemplateFileStore } from './template-file-store.ts';
import type { TemplateService } from './template-service.ts';
import type { StoredTemplate, TemplateStore } from './template-store.ts';
import type { TemplateTexts, TemplateWriter } from './template-writer.ts';

type Detail = ResultsOf<typeof getTpl>;
type Written = Omit<ParsedRequestOf<typeof createTpl>, 'tpl_group'>;

/** What the copy's title has at its end. */
const copySuffix: Readonly<Record<Language, (number: number) => string>> = {
  zh: (number) => `-副本${number > 1 ? number : ''}`,
  en: (number) => ` - copy${number > 1 ? ` ${number}` : ''}`,
};

interface Parts {
  readonly database: Database;
  readonly store: TemplateStore;
  readonly writer: TemplateWriter;
  readonly templates: TemplateService;
  readonly slots: TemplateSlots;
  readonly files: TemplateFileStore;
  readonly workspace: WorkspaceService;
  readonly live: LiveEvents;
  readonly platform: Platform;
}

/**
 * Changes to mail templates. A user changes and deletes what they wrote; the system's and what others
 * share can be used, copied and made the default, no more.
 */
export class TemplateEditing {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws CredoError `templateGroupNotFound`, and those of `#texts` */
  create({ tpl_group, ...written }: ParsedRequestOf<typeof createTpl>): Detail {
    return this.#change((uid, now) => {
      const { store, writer } = this.#parts;
      if (!store.hasGroup(tpl_group)) throw new CredoError('templateGroupNotFound');
      const id = writer.insert(uid, tpl_group, this.#texts(written, tpl_group, uid), now);
      if (written.slots) this.#parts.slots.replace(id, written.slots);
      return id;
    });
  }

  /** @throws CredoError `templateNotFound`, `templateNotEditable`, `templateChanged`, those of `#texts` */
  save({ mail_tpl_id, revision, ...written }: ParsedRequestOf<typeof saveTpl>): Detail {
    return this.#change((uid, now) => {
      const template = this.#own(uid, mail_tpl_id);
      if (template.revision !== revision) throw new CredoError('templateChanged');
      const texts = this.#texts(written, template.tpl_group, uid, mail_tpl_id);
      this.#parts.writer.update(mail_tpl_id, texts, now);
      if (written.slots) this.#parts.slots.replace(mail_tpl_id, written.slots);
      return mail_tpl_id;
    });
  }

  /** @throws CredoError `templateNotFound` */
  copy(mailTplId: number, language: Language): Detail {
    return this.#change((uid, now) => {
      const template = this.#find(uid, mailTplId);
      const { description, subject, content, sms_content, ...source } = template;
      const title = this.#freeTitle(uid, source.tpl_group, source.title, copySuffix[language]);
      const texts = { title, description, subject, content, sms_content };
      const id = this.#parts.writer.insert(uid, source.tpl_group, texts, now);
      this.#parts.slots.replace(id, this.#parts.slots.of(template));
      this.#parts.files.copy(mailTplId, id, now);
      return id;
    });
  }

  /** @throws CredoError `templateNotFound`, `templateNotEditable` */
  delete(mailTplId: number): true {
    const { database, writer, workspace, platform, live } = this.#parts;
    database.transaction(() => {
      this.#own(workspace.user.uid, mailTplId);
      writer.setDeleted(mailTplId, platform.now());
      live.publish({ type: 'template', mail_tpl_id: mailTplId });
    })();
    return true;
  }

  /** @throws CredoError `templateNotFound`, `templateTitleTaken` */
  restore(mailTplId: number): Detail {
    return this.#change((uid) => {
      const deleted = this.#parts.store.findDeleted(uid, mailTplId);
      if (!deleted) throw new CredoError('templateNotFound');
      this.#refuseTakenTitle(deleted.title, deleted.tpl_group, uid, mailTplId);
      this.#parts.writer.setDeleted(mailTplId, null);
      return mailTplId;
    });
  }

  /** @throws CredoError `templateNotFound`, `templateNotEditable` */
  share(mailTplId: number, shared: boolean): Detail {
    return this.#change((uid) => {
      this.#own(uid, mailTplId);
      this.#parts.writer.share(mailTplId, shared);
      return mailTplId;
    });
  }

  /** @throws CredoError `templateNotFound` */
  setDefault(mailTplId: number): Detail {
    return this.#change((uid) => {
      const template = this.#find(uid, mailTplId);
      const { writer } = this.#parts;
      if (template.created_uid === 0) writer.clearDefault(uid, template.tpl_group);
      else writer.setDefault(uid, template.tpl_group, mailTplId);
      return mailTplId;
    });
  }

  /**
   * A template that the user may change.
   * @throws CredoError `templateNotFound`, `templateNotEditable`
   */
  own(mailTplId: number): StoredTemplate {
    return this.#own(this.#parts.workspace.user.uid, mailTplId);
  }

  /** Runs a change in one transaction and tells the screens. */
  #change(write: (uid: number, now: number) => number): Detail {
    const { database, workspace, platform, live, templates } = this.#parts;
    return database.transaction(() => {
      const mailTplId = write(workspace.user.uid, platform.now());
      live.publish({ type: 'template', mail_tpl_id: mailTplId });
      return templates.get(mailTplId);
    })();
  }

  #find(uid: number, mailTplId: number): StoredTemplate {
    const template = this.#parts.store.findById(uid, mailTplId);
    if (!template) throw new CredoError('templateNotFound');
    return template;
  }

  #own(uid: number, mailTplId: number): StoredTemplate {
    const template = this.#find(uid, mailTplId);
    if (template.created_uid === 0 || template.created_uid !== uid) {
      throw new CredoError('templateNotEditable');
    }
    return template;
  }

  /**
   * What is stored of what was written: the subject on one line, the body sanitised.
   * @throws CredoError `templateTitleTaken`, `templateBodyEmpty`, `templateVariablesUnknown`
   */
  #texts(written: Written, group: string, uid: number, mailTplId?: number): TemplateTexts {
    const title = oneLine(written.title);
    this.#refuseTakenTitle(title, group, uid, mailTplId);
    const texts = {
      title,
      description: written.desc,
      subject: oneLine(written.email_subject),
      content: sanitiseMailHtml(written.email_content),
      sms_content: written.sms_content,
    };
    if (mailHtmlToText(texts.content).trim() === '' && !texts.content.includes('<img')) {
      throw new CredoError('templateBodyEmpty');
    }
    refuseUnknownVariables(texts, group);
    return texts;
  }

  /** Requests of the reference name a template by its title (`select_template`). */
  #refuseTakenTitle(title: string, group: string, uid: number, mailTplId?: number): void {
    const other = this.#parts.store.findByTitle(uid, title, group);
    if (other && other.tpl_group === group && other.mail_tpl_id !== mailTplId) {
      throw new CredoError('templateTitleTaken', { title });
    }
  }

  /** The title with the suffix, and a number where that is taken too; cut where it gets too long. */
  #freeTitle(
    uid: number,
    group: string,
    title: string,
    suffix: (number: number) => string,
  ): string {
    const taken = new Set(this.#parts.store.titles(uid, group));
    for (let number = 1; ; number += 1) {
      const end = suffix(number);
      const candidate = title.slice(0, templateLimits.title - end.length) + end;
      if (!taken.has(candidate)) return candidate;
    }
  }
}

/** Renders with a value for everything the group has: what is left is unknown, or mistyped. */
function refuseUnknownVariables(texts: TemplateTexts, group: string): void {
  const values = Object.fromEntries(variablesOfGroup(group).map(({ name }) => [name, '-']));
  const unresolved = new Set([
    ...renderText(texts.subject, values).unresolved,
    ...renderHtml(texts.content, values).unresolved,
    ...renderText(texts.sms_content, values).unresolved,
  ]);
  if (unresolved.size > 0) {
    throw new CredoError('templateVariablesUnknown', { variables: [...unresolved].join(', ') });
  }
}
