import { certificateTemplates } from './system-mail-templates-certificates.ts';
import { processTemplates } from './system-mail-templates-process.ts';

/** A template that ships with Credo. Its id is stable and below 1000. */
export interface SystemMailTemplate {
  readonly mailTplId: number;
  readonly group: string;
  readonly title: string;
  readonly description: string;
  /** Plain text; may hold variables. */
  readonly subject: string;
  /** HTML as `sanitiseMailHtml` leaves it; may hold variables. */
  readonly content: string;
  /** Empty where the group sends no SMS. */
  readonly sms: string;
}

/** 2019-03-26 20:10:58 in Asia/Shanghai, as the reference shows template 59. */
export const systemTemplatesCreatedAt = Date.UTC(2019, 2, 26, 12, 10, 58);

/** `created_uname` of system templates. */
export const systemUserName = '系统';

/** Every system template; one a group. */
export const systemMailTemplates: readonly SystemMailTemplate[] = [
  ...processTemplates,
  ...certificateTemplates,
];
