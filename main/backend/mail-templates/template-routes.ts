import type { Hono } from 'hono';
import {
  copyTpl,
  createTpl,
  deleteTpl,
  getTpl,
  listMailTplGroups,
  listTpl,
  previewTpl,
  restoreTpl,
  saveTpl,
  setDefaultTpl,
  shareTpl,
} from '../../../shared/api/mail-templates.ts';
import { bind } from '../http/route.ts';
import type { TemplateEditing } from './template-editing.ts';
import type { TemplateService } from './template-service.ts';

/** The mail template endpoints. */
export function registerTemplateRoutes(
  app: Hono,
  templates: TemplateService,
  editing: TemplateEditing,
): void {
  bind(app, listMailTplGroups, ({ all_groups }) => templates.groups(all_groups === 1));
  bind(app, listTpl, (fields) => templates.list(fields));
  bind(app, getTpl, ({ mail_tpl_id }) => templates.get(mail_tpl_id));
  bind(app, previewTpl, (fields, { language }) => templates.preview(fields, language));
  bind(app, createTpl, (fields) => editing.create(fields));
  bind(app, saveTpl, (fields) => editing.save(fields));
  bind(app, copyTpl, ({ mail_tpl_id }, { language }) => editing.copy(mail_tpl_id, language));
  bind(app, deleteTpl, ({ mail_tpl_id }) => editing.delete(mail_tpl_id));
  bind(app, restoreTpl, ({ mail_tpl_id }) => editing.restore(mail_tpl_id));
  bind(app, shareTpl, ({ mail_tpl_id, is_share }) => editing.share(mail_tpl_id, is_share === 1));
  bind(app, setDefaultTpl, ({ mail_tpl_id }) => editing.setDefault(mail_tpl_id));
}
