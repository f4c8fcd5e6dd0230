import type { Database } from '../../database/database.ts';

/** The texts of a template, as they are stored. */
export interface TemplateTexts {
  readonly title: string;
  readonly description: string;
  readonly subject: string;
  /** Sanitised HTML. */
  readonly content: string;
  readonly sms_content: string;
}

/** Writes mail templates and users' defaults. Whether a user may is decided before. */
export class TemplateWriter {
  readonly #insert;
  readonly #update;
  readonly #share;
  readonly #setDeleted;
  readonly #setDefault;
  readonly #clearDefault;

  constructor(database: Database) {
    this.#insert = database.prepare<[TemplateTexts & { uid: number; group: string; now: number }]>(
      `INSERT INTO mail_templates(mail_tpl_id, created_uid, title, description, tpl_group, subject,
         content, sms_content, created_at, updated_at)
       VALUES (credo_next_id('mail_templates'), @uid, @title, @description, @group, @subject,
         @content, @sms_content, @now, @now)`,
    );
    this.#update = database.prepare<[TemplateTexts & { id: number; now: number }]>(
      `UPDATE mail_templates SET title = @title, description = @description, subject = @subject,
         content = @content, sms_content = @sms_content, updated_at = @now, revision = revision + 1
       WHERE mail_tpl_id = @id`,
    );
    this.#share = database.prepare<[number, number]>(
      'UPDATE mail_templates SET is_share = ? WHERE mail_tpl_id = ?',
    );
    this.#setDeleted = database.prepare<[number | null, number]>(
      'UPDATE mail_templates SET deleted_at = ? WHERE mail_tpl_id = ?',
    );
    this.#setDefault = database.prepare<[number, string, number]>(
      `INSERT INTO mail_template_defaults(uid, tpl_group, mail_tpl_id)
       VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET mail_tpl_id = excluded.mail_tpl_id`,
    );
    this.#clearDefault = database.prepare<[number, string]>(
      'DELETE FROM mail_template_defaults WHERE uid = ? AND tpl_group = ?',
    );
  }

  /** @returns the id of the new template */
  insert(uid: number, group: string, texts: TemplateTexts, now: number): number {
    return Number(this.#insert.run({ ...texts, uid, group, now }).lastInsertRowid);
  }

  /** Raises the revision. */
  update(mailTplId: number, texts: TemplateTexts, now: number): void {
    this.#update.run({ ...texts, id: mailTplId, now });
  }

  share(mailTplId: number, shared: boolean): void {
    this.#share.run(shared ? 1 : 0, mailTplId);
  }

  /** @param deletedAt null brings it back */
  setDeleted(mailTplId: number, deletedAt: number | null): void {
    this.#setDeleted.run(deletedAt, mailTplId);
  }

  setDefault(uid: number, group: string, mailTplId: number): void {
    this.#setDefault.run(uid, group, mailTplId);
  }

  /** The system's template is the default again. */
  clearDefault(uid: number, group: string): void {
    this.#clearDefault.run(uid, group);
  }
}
