/** A group of mail templates, in the reference's order. */
export interface MailTemplateGroup {
  readonly key: string;
  readonly label: string;
}

/** `listMailTplGroups` of the reference. */
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
];

/** Variables a template may use; the server fills `upload_link` and `expires_at` itself. */
export const templateVariables = [
  'candidate_name',
  'position_name',
  'company_name',
  'upload_link',
  'expires_at',
] as const;
export type TemplateVariable = (typeof templateVariables)[number];
