import type { Hono } from 'hono';
import {
  getTpl,
  listMailTplGroups,
  listTpl,
  previewTpl,
} from '../../../shared/api/mail-templates.ts';
import { bind } from '../http/route.ts';
import type { TemplateService } from './template-service.ts';

/** The mail template endpoints. */
export function registerTemplateRoutes(app: Hono, templates: TemplateService): void {
  bind(app, listMailTplGroups, () => templates.groups());
  bind(app, listTpl, (fields) => templates.list(fields));
  bind(app, getTpl, ({ mail_tpl_id }) => templates.get(mail_tpl_id));
  bind(app, previewTpl, (fields) => templates.preview(fields));
}
