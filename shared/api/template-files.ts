import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { flag, smallId } from './values.ts';

/** A file that goes out with the mails of a template. `size` in bytes. */
export const templateFile = z.object({
  template_file_id: z.number(),
  name: z.string(),
  ext: z.string(),
  size: z.number(),
});

export type TemplateFile = z.output<typeof templateFile>;

/** The files of a template that the caller sees, in their order. Not in the reference. */
export const listTplFiles = endpoint({
  method: 'POST',
  path: '/atsng/mailTpl/listTplFiles',
  audience: 'recruiter',
  request: z.object({ mail_tpl_id: smallId }),
  results: z.array(templateFile),
});

/**
 * Adds one file to a template of the caller's own: multipart with `mail_tpl_id` and `file`. Not in the
 * reference. Refused with `templateNotFound`, `templateNotEditable`, `templateFilesTooMany`,
 * `templateFilesTooLarge`, `templateFileTypeRefused`, and what uploads are refused with. A name that is
 * taken gets a number.
 */
export const addTplFile = endpoint({
  method: 'POST',
  path: '/atsng/mailTpl/addTplFile',
  audience: 'recruiter',
  multipart: true,
  request: z.object({}),
  results: templateFile,
});

/** Removes a file of a template of the caller's own; queued messages keep it. Not in the reference. */
export const removeTplFile = endpoint({
  method: 'POST',
  path: '/atsng/mailTpl/removeTplFile',
  audience: 'recruiter',
  request: z.object({ template_file_id: smallId }),
  results: z.literal(true),
});

/** Brings a removed file back to its place. Not in the reference. Refused where there is no room any more. */
export const restoreTplFile = endpoint({
  method: 'POST',
  path: '/atsng/mailTpl/restoreTplFile',
  audience: 'recruiter',
  request: z.object({ template_file_id: smallId }),
  results: templateFile,
});

/**
 * One file of a template that the caller sees, as it goes out. `inline=1` for showing it. Refused with
 * `templateFileNotFound`. Not in the reference.
 */
export const openTplFile = endpoint({
  method: 'GET',
  path: '/atsng/mailTpl/openTplFile',
  audience: 'recruiter',
  request: z.object({ template_file_id: smallId, inline: flag.default(0) }),
  results: z.null(),
});
