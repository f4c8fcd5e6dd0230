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
  is_default: number;
  is_share: number;
  created_at: number;
  updated_at: number;
  /** Null for a system template. */
  created_uname: string | null;
}

/** Mail templates and their groups. */
export class TemplateStore {
  readonly #groups;
  readonly #hasGroup;
  readonly #byId;
  readonly #byTitle;
  readonly #page;
  readonly #count;
  readonly #titles;

  constructor(database: Database) {
    const select = `
      SELECT t.mail_tpl_id, t.created_uid, t.title, t.description, t.tpl_group,
        g.label AS tpl_group_name, t.subject, t.content, t.sms_content, t.is_default, t.is_share,
        t.created_at, t.updated_at, u.name AS created_uname
      FROM mail_templates t
      JOIN mail_template_groups g ON g.key = t.tpl_group
      LEFT JOIN users u ON u.uid = t.created_uid`;
    this.#groups = database.prepare<[], { label: string; key: string }>(
      'SELECT label, key FROM mail_template_groups ORDER BY position',
    );
    this.#hasGroup = database.prepare<[string]>('SELECT 1 FROM mail_template_groups WHERE key = ?');
    this.#byId = database.prepare<[number], StoredTemplate>(`${select} WHERE t.mail_tpl_id = ?`);
    this.#byTitle = database.prepare<[string, string], StoredTemplate>(
      `${select} WHERE t.title = ? ORDER BY t.tpl_group = ? DESC, t.mail_tpl_id DESC LIMIT 1`,
    );
    this.#page = database.prepare<[string, number, number], StoredTemplate>(
      `${select} WHERE t.tpl_group = ?
       ORDER BY t.is_default DESC, t.mail_tpl_id DESC LIMIT ? OFFSET ?`,
    );
    this.#count = database.prepare<[string], { total: number }>(
      'SELECT COUNT(*) AS total FROM mail_templates WHERE tpl_group = ?',
    );
    this.#titles = database.prepare<[string], { title: string }>(
      `SELECT title FROM mail_templates WHERE tpl_group = ?
       ORDER BY is_default DESC, mail_tpl_id DESC`,
    );
  }

  groups(): { label: string; key: string }[] {
    return this.#groups.all();
  }

  hasGroup(key: string): boolean {
    return this.#hasGroup.get(key) !== undefined;
  }

  findById(mailTplId: number): StoredTemplate | undefined {
    return this.#byId.get(mailTplId);
  }

  /** By title; where titles repeat, of the group given first, then the newest. */
  findByTitle(title: string, preferredGroup: string): StoredTemplate | undefined {
    return this.#byTitle.get(title, preferredGroup);
  }

  /** A page of a group: its default first, then the newest. */
  page(group: string, page: number, size: number): StoredTemplate[] {
    return this.#page.all(group, size, (page - 1) * size);
  }

  count(group: string): number {
    return this.#count.get(group)?.total ?? 0;
  }

  titles(group: string): string[] {
    return this.#titles.all(group).map(({ title }) => title);
  }
}
