import { z } from 'zod';
import { templateSlot, templateSlots } from './certificate-slots.ts';
import { endpoint } from './endpoint.ts';
import { templateFile } from './template-files.ts';
import { bigId, flag, linkExpiry, page, pageSize, smallId } from './values.ts';

/** 获取邮件模板类型列表 */
export const listMailTplGroups = endpoint({
  method: 'GET',
  path: '/atsng/mailTpl/listMailTplGroups',
  audience: 'recruiter',
  /** `all_groups=1`, not in the reference: Credo's own groups too. */
  request: z.object({ all_groups: flag.default(0) }),
  results: z.array(z.object({ label: z.string(), key: z.string() })),
});

const template = z.object({
  mail_tpl_id: z.number(),
  created_uid: z.number(),
  title: z.string(),
  desc: z.string(),
  tpl_group: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  /** `template_file_id` of its files with commas between; `0` where it has none. */
  attachment_ids: z.string(),
  attachment: z.array(templateFile),
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

/** A template with its texts. `revision` is raised by every change of them. */
const templateWithTexts = template.extend({
  ...content,
  revision: z.number(),
  /** What a request with it asks for by name. */
  slots: z.array(templateSlot),
});

/** A template with its subject, body (HTML) and SMS text, variables unresolved. Not in the reference. */
export const getTpl = endpoint({
  method: 'POST',
  path: '/atsng/mailTpl/getTpl',
  audience: 'recruiter',
  request: z.object({ mail_tpl_id: smallId }),
  results: templateWithTexts,
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
    ...linkExpiry,
  }),
  results: z.object({
    ...content,
    /** Variables that are unknown, or have no value for this candidate: sending is blocked. */
    unresolved: z.array(z.string()),
  }),
});

/** Longest texts of a template, in UTF-16 units. */
export const templateLimits = {
  title: 100,
  desc: 500,
  email_subject: 500,
  email_content: 200_000,
  sms_content: 2_000,
} as const;

const writtenTexts = {
  title: z.string().trim().min(1).max(templateLimits.title),
  desc: z.string().trim().max(templateLimits.desc).default(''),
  email_subject: z.string().trim().min(1).max(templateLimits.email_subject),
  /** HTML; stored as the sanitiser leaves it. */
  email_content: z.string().max(templateLimits.email_content),
  sms_content: z.string().trim().max(templateLimits.sms_content).default(''),
  /** Left out, they stay as they are: none for a new template. */
  slots: templateSlots.optional(),
};

/**
 * Creates a template of the caller's own. Not in the reference.
 * Refused with `templateGroupNotFound`, `templateTitleTaken`, `templateBodyEmpty`, and
 * `templateVariablesUnknown` naming the variables that the group has no value for.
 */
export const createTpl = endpoint({
  method: 'POST',
  path: '/atsng/mailTpl/createTpl',
  audience: 'recruiter',
  request: z.object({ tpl_group: z.string().max(64), ...writtenTexts }),
  results: templateWithTexts,
});

/**
 * Changes the texts of a template of the caller's own. Not in the reference. Refused like `createTpl`,
 * with `templateNotEditable`, and with `templateChanged` where `revision` is no longer the template's.
 */
export const saveTpl = endpoint({
  method: 'POST',
  path: '/atsng/mailTpl/saveTpl',
  audience: 'recruiter',
  request: z.object({ mail_tpl_id: smallId, revision: smallId, ...writtenTexts }),
  results: templateWithTexts,
});

const oneTemplate = z.object({ mail_tpl_id: smallId });

/** Copies any template the caller sees into one of the caller's own, not shared. Not in the reference. */
export const copyTpl = endpoint({
  method: 'POST',
  path: '/atsng/mailTpl/copyTpl',
  audience: 'recruiter',
  request: oneTemplate,
  results: templateWithTexts,
});

/** Deletes a template of the caller's own; `restoreTpl` takes it back. Not in the reference. */
export const deleteTpl = endpoint({
  method: 'POST',
  path: '/atsng/mailTpl/deleteTpl',
  audience: 'recruiter',
  request: oneTemplate,
  results: z.literal(true),
});

/** Brings back a template that its author deleted, as it was: default and sharing too. Not in the reference. */
export const restoreTpl = endpoint({
  method: 'POST',
  path: '/atsng/mailTpl/restoreTpl',
  audience: 'recruiter',
  request: oneTemplate,
  results: templateWithTexts,
});

/** Shares a template of the caller's own with everybody, or no longer (0). Not in the reference. */
export const shareTpl = endpoint({
  method: 'POST',
  path: '/atsng/mailTpl/shareTpl',
  audience: 'recruiter',
  request: oneTemplate.extend({ is_share: flag }),
  results: templateWithTexts,
});

/** Makes a template the caller's default of its group, in the place of any other. Not in the reference. */
export const setDefaultTpl = endpoint({
  method: 'POST',
  path: '/atsng/mailTpl/setDefaultTpl',
  audience: 'recruiter',
  request: oneTemplate,
  results: templateWithTexts,
});
