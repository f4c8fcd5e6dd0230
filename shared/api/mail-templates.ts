import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { bigId, page, pageSize, smallId } from './values.ts';

/** 获取邮件模板类型列表 */
export const listMailTplGroups = endpoint({
  method: 'GET',
  path: '/atsng/mailTpl/listMailTplGroups',
  audience: 'recruiter',
  request: z.object({}),
  results: z.array(z.object({ label: z.string(), key: z.string() })),
});

const attachment = z.object({ name: z.string(), size: z.number() });

const template = z.object({
  mail_tpl_id: z.number(),
  created_uid: z.number(),
  title: z.string(),
  desc: z.string(),
  tpl_group: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  attachment_ids: z.string(),
  attachment: z.array(attachment),
  created_uname: z.string(),
  tpl_group_name: z.string(),
  is_default: z.number(),
  is_share: z.boolean(),
  can_edit: z.number(),
});

/** 获取发起学历证明邮件模板. `pagination.page` is a string, as the reference shows it. */
export const listTpl = endpoint({
  method: 'POST',
  path: '/atsng/mailTpl/listTpl',
  audience: 'recruiter',
  request: z.object({ tpl_group: z.string().max(64), page, size: pageSize }),
  results: z.object({
    pagination: z.object({ page: z.string(), size: z.number(), total: z.number() }),
    data: z.array(template),
    titles: z.record(z.string(), z.array(z.string())),
  }),
});

const content = {
  email_subject: z.string(),
  email_content: z.string(),
  sms_content: z.string(),
};

/** A template with its subject, body (HTML) and SMS text, variables unresolved. Not in the reference. */
export const getTpl = endpoint({
  method: 'POST',
  path: '/atsng/mailTpl/getTpl',
  audience: 'recruiter',
  request: z.object({ mail_tpl_id: smallId }),
  results: template.extend(content),
});

/**
 * A template (or an edited subject and body) as one candidate would read it. Not in the reference.
 * `upload_link` and `expires_at` are shown as they will look; the link itself exists once it is sent.
 */
export const previewTpl = endpoint({
  method: 'POST',
  path: '/atsng/mailTpl/previewTpl',
  audience: 'recruiter',
  request: z.object({
    mail_tpl_id: smallId,
    tob_resume_id: bigId,
    tob_position_id: smallId,
    email_subject: z.string().max(500).optional(),
    email_content: z.string().max(200_000).optional(),
    sms_content: z.string().max(2_000).optional(),
  }),
  results: z.object({
    ...content,
    /** Variables that are unknown, or have no value for this candidate: sending is blocked. */
    unresolved: z.array(z.string()),
  }),
});
