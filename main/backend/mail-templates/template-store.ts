import type { Database } from '../../database/database.ts';

/** A mail template as it is stored, with its group's label and its author's name. */
export interface StoredTemplate {
  mail_tpl_id: number;
  created_uid: number;
  title: string;
  description: string;
  tpl_group: string;
  tpl_group_name: string;
  subject: string;
  content: string;
  sms_content: string;
  /** 1 for the one default of the group that the user has: their own choice, or the system's. */
  is_default: number;
  is_share: number;
  created_at: number;
  updated_at: number;
  /** Raised by every change of the texts. */
  revision: number;
  /** Null for a system template. */
  created_uname: string | null;
}

/** What a user may use: the system's templates, their own, and those that others share. */
const visible = (template: string) =>
  `${template}.deleted_at IS NULL AND (${template}.created_uid IN (0, @uid) OR ${template}.is_share = 1)`;

/** The user's choice as long as it can be used; else what the catalogue says. */
const isDefault = `COALESCE((
  SELECT d.mail_tpl_id = t.mail_tpl_id
  FROM mail_template_defaults d JOIN mail_templates chosen ON chosen.mail_tpl_id = d.mail_tpl_id
  WHERE d.uid = @uid AND d.tpl_group = t.tpl_group AND ${visible('chosen')}), t.is_default)`;

/** Reads mail templates and their groups. A template that a user may not use is not there for them. */
export class TemplateStore {
  readonly #groups;
  readonly #hasGroup;
  readonly #byId;
  readonly #deletedById;
  readonly #byTitle;
  readonly #page;
  readonly #count;
  readonly #titles;

  constructor(database: Database) {
    const select = `
      SELECT t.mail_tpl_id, t.created_uid, t.title, t.description, t.tpl_group,
        g.label AS tpl_group_name, t.subject, t.content, t.sms_content, ${isDefault} AS is_default,
        t.is_share, t.created_at, t.updated_at, t.revision, u.name AS created_uname
      FROM mail_templates t
      JOIN mail_template_groups g ON g.key = t.tpl_group
      LEFT JOIN users u ON u.uid = t.created_uid`;
    const order = 'ORDER BY is_default DESC, t.mail_tpl_id DESC';
    this.#groups = database.prepare<[], { label: string; key: string }>(
      'SELECT label, key FROM mail_template_groups ORDER BY position',
    );
    this.#hasGroup = database.prepare<[string]>('SELECT 1 FROM mail_template_groups WHERE key = ?');
    this.#byId = database.prepare<[{ uid: number; id: number }], StoredTemplate>(
      `${select} WHERE t.mail_tpl_id = @id AND ${visible('t')}`,
    );
    this.#deletedById = database.prepare<[{ uid: number; id: number }], StoredTemplate>(
      `${select} WHERE t.mail_tpl_id = @id AND t.created_uid = @uid AND t.deleted_at IS NOT NULL`,
    );
    this.#byTitle = database.prepare<
      [{ uid: number; title: string; group: string }],
      StoredTemplate
    >(
      `${select} WHERE t.title = @title AND ${visible('t')}
       ORDER BY t.tpl_group = @group DESC, t.created_uid = @uid DESC, t.mail_tpl_id DESC LIMIT 1`,
    );
    this.#page = database.prepare<
      [{ uid: number; group: string; size: number; offset: number }],
      StoredTemplate
    >(
      `${select} WHERE t.tpl_group = @group AND ${visible('t')} ${order} LIMIT @size OFFSET @offset`,
    );
    this.#count = database.prepare<[{ uid: number; group: string }], { total: number }>(
      `SELECT COUNT(*) AS total FROM mail_templates t WHERE t.tpl_group = @group AND ${visible('t')}`,
    );
    this.#titles = database.prepare<[{ uid: number; group: string }], { title: string }>(
      `SELECT t.title, ${isDefault} AS is_default FROM mail_templates t
       WHERE t.tpl_group = @group AND ${visible('t')} ${order}`,
    );
  }

  groups(): { label: string; key: string }[] {
    return this.#groups.all();
  }

  hasGroup(key: string): boolean {
    return this.#hasGroup.get(key) !== undefined;
  }

  findById(uid: number, mailTplId: number): StoredTemplate | undefined {
    return this.#byId.get({ uid, id: mailTplId });
  }

  /** A template that the user wrote and deleted. */
  findDeleted(uid: number, mailTplId: number): StoredTemplate | undefined {
    return this.#deletedById.get({ uid, id: mailTplId });
  }

  /** By title; where titles repeat, of the group given first, then the user's own, then the newest. */
  findByTitle(uid: number, title: string, preferredGroup: string): StoredTemplate | undefined {
    return this.#byTitle.get({ uid, title, group: preferredGroup });
  }

  /** A page of a group: the user's default first, then the newest. */
  page(uid: number, group: string, page: number, size: number): StoredTemplate[] {
    return this.#page.all({ uid, group, size, offset: (page - 1) * size });
  }

  count(uid: number, group: string): number {
    return this.#count.get({ uid, group })?.total ?? 0;
  }

  titles(uid: number, group: string): string[] {
    return this.#titles.all({ uid, group }).map(({ title }) => title);
  }
}
