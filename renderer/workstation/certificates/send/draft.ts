import {
  renderHtml,
  renderText,
  type TemplateValues,
} from '../../../../shared/templates/render.ts';

import type { Expiry } from './expiry.ts';

/** Subject, body and text message as they are written: with `{{variables}}`. */
export interface Draft {
  readonly subject: string;
  /** HTML. */
  readonly content: string;
  readonly sms: string;
}

/** Everything a recruiter can type in the send dialog. */
export interface SendForm {
  readonly templateId: number | undefined;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly smsOn: boolean;
  readonly expiry: Expiry;
  /** Keys of what is asked for by name; all that the template has where it is left out. */
  readonly slots?: readonly string[] | undefined;
  /** Undefined follows the settings. */
  readonly reminders: boolean | undefined;
  readonly draft: Draft | undefined;
  /** The draft is no longer the template's. */
  readonly edited: boolean;
}

/** What the dialog knows of a candidate before it is sent; the link does not exist yet. */
export type KnownValues = Pick<TemplateValues, 'candidate_name' | 'position_name' | 'company_name'>;

/**
 * Puts in what the dialog knows and leaves the rest for the server: the link and its expiry. What is
 * previewed and what is sent are both this, so that the candidate reads what the recruiter saw, with
 * the name as it was corrected in the dialog.
 */
export function fillDraft(draft: Draft, values: KnownValues): Draft {
  return {
    subject: renderText(draft.subject, values).text,
    content: renderHtml(draft.content, values).text,
    sms: renderText(draft.sms, values).text,
  };
}

/** What is wrong with a field, by its name. */
export type FormProblems = Partial<Record<'name' | 'email' | 'phone' | 'subject', true>>;

/** Checks what can be checked before sending; the server has the last word. */
export function formProblems(form: SendForm): FormProblems {
  const phone = form.phone.replace(/[\s()-]/g, '');
  return {
    ...(form.name.trim() === '' && { name: true }),
    ...(!/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(form.email.trim()) && { email: true }),
    ...((form.smsOn || phone !== '') && !/^\+?\d{6,15}$/.test(phone) && { phone: true }),
    ...(form.draft && form.draft.subject.trim() === '' && { subject: true }),
  };
}
