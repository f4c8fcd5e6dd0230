import type { LocalizedText } from '../language.ts';
import { certificateKinds } from './certificate-kinds.ts';

/** A group of mail templates, in the reference's order. */
export interface MailTemplateGroup {
  readonly key: string;
  readonly label: string;
  /** Credo's own: `listMailTplGroups` tells of it only where all groups are asked for. */
  readonly own?: true;
}

/** The group whose templates ask for documents again. */
export const askAgainGroup = 'cert_again';

/** The group whose templates remind of a request that was not answered. */
export const remindGroup = 'cert_remind';

/** `listMailTplGroups` of the reference, and Credo's own. */
export const mailTemplateGroups: readonly MailTemplateGroup[] = [
  { label: '发起评审', key: 'review' },
  { label: '邀请面试', key: 'interview' },
  { label: '取消面试', key: 'cancel_interview' },
  { label: '录用审批', key: 'hiring' },
  { label: '淘汰', key: 'offer_refuse' },
  { label: '背景调查', key: 'background_check' },
  { label: '薪资证明', key: 'incoming_cert' },
  { label: '学历证明', key: 'degree_cert' },
  { label: '发送Offer', key: 'offer_send' },
  { label: '通知候选人', key: 'archives' },
  { label: '要求重交材料', key: askAgainGroup, own: true },
  { label: '提醒候选人', key: remindGroup, own: true },
];

/** A variable that templates may use, written `{{name}}`. A new one is one entry here. */
export interface TemplateVariableDefinition {
  readonly name: string;
  readonly label: LocalizedText;
  /** A `link` becomes an anchor where it stands in the text of a mail; `lines` keep their breaks. */
  readonly type: 'text' | 'link' | 'lines';
  /** Has a value only in a mail that asks for a certificate. */
  readonly certificateOnly?: true;
  /** Has a value only in a mail that asks for documents again. */
  readonly askAgainOnly?: true;
  /** Has a value only in a mail that asks again, or reminds. */
  readonly followUpOnly?: true;
}

/**
 * Every template variable; the server fills the link, address, code and date itself. `upload_code`
 * has a value where an SMS is sent: it belongs to the phone number.
 */
export const templateVariableDefinitions = [
  { name: 'candidate_name', label: { zh: '候选人姓名', en: 'Candidate name' }, type: 'text' },
  { name: 'position_name', label: { zh: '职位名称', en: 'Position name' }, type: 'text' },
  { name: 'company_name', label: { zh: '公司名称', en: 'Company name' }, type: 'text' },
  {
    name: 'upload_link',
    label: { zh: '上传链接', en: 'Upload link' },
    type: 'link',
    certificateOnly: true,
  },
  {
    name: 'upload_address',
    label: { zh: '上传网址（短信）', en: 'Upload address (SMS)' },
    type: 'link',
    certificateOnly: true,
  },
  {
    name: 'upload_code',
    label: { zh: '上传验证码（短信）', en: 'Upload code (SMS)' },
    type: 'text',
    certificateOnly: true,
  },
  {
    name: 'expires_at',
    label: { zh: '链接有效期', en: 'Link valid until' },
    type: 'text',
    certificateOnly: true,
  },
  {
    name: 'certificate_name',
    label: { zh: '证明名称', en: 'Kind of certificate' },
    type: 'text',
    followUpOnly: true,
  },
  {
    name: 'returned_items',
    label: { zh: '需重交的材料', en: 'Documents to send again' },
    type: 'text',
    askAgainOnly: true,
  },
  {
    name: 'returned_reasons',
    label: { zh: '需重交的材料与原因', en: 'Documents to send again, and why' },
    type: 'lines',
    askAgainOnly: true,
  },
] as const satisfies readonly TemplateVariableDefinition[];

export type TemplateVariable = (typeof templateVariableDefinitions)[number]['name'];

/** The names of all template variables. */
export const templateVariables: readonly TemplateVariable[] = templateVariableDefinitions.map(
  ({ name }) => name,
);

/** The variables that have a value in mails of a group: the link's are of certificate requests alone. */
export function variablesOfGroup(group: string): readonly TemplateVariableDefinition[] {
  const definitions: readonly TemplateVariableDefinition[] = templateVariableDefinitions;
  const again = group === askAgainGroup;
  const followUp = again || group === remindGroup;
  const asks = followUp || certificateKinds.some(({ templateGroup }) => templateGroup === group);
  return definitions.filter(
    ({ certificateOnly, askAgainOnly, followUpOnly }) =>
      (asks || !certificateOnly) && (again || !askAgainOnly) && (followUp || !followUpOnly),
  );
}
