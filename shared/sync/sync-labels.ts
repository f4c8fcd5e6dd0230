import { columns } from '../catalogue/columns.ts';
import type { LocalizedText } from '../language.ts';
import type { OperationCommand } from './operation.ts';

/** What people call a synced table's rows; the entity's own name where it is missing here. */
export const entityLabels: Readonly<Record<string, LocalizedText>> = {
  users: { zh: '用户', en: 'User' },
  candidates: { zh: '候选人', en: 'Candidate' },
  positions: { zh: '职位', en: 'Position' },
  applications: { zh: '应聘记录', en: 'Application' },
  application_events: { zh: '历史记录', en: 'History entry' },
  certificates: { zh: '证明', en: 'Certificate' },
  attachments: { zh: '附件', en: 'Attachment' },
  submissions: { zh: '提交', en: 'Submission' },
  submission_attachments: { zh: '提交的文件', en: 'Submitted file' },
  reviews: { zh: '评审结论', en: 'Verdict' },
  review_citations: { zh: '评审依据', en: 'Verdict replaced' },
  review_withdrawals: { zh: '撤销评审', en: 'Verdict withdrawn' },
  mail_templates: { zh: '邮件模板', en: 'Mail template' },
  mail_template_defaults: { zh: '默认模板', en: 'Default template' },
  settings: { zh: '设置', en: 'Setting' },
  saved_views: { zh: '保存的视图', en: 'Saved view' },
  conflicts: { zh: '冲突的选择', en: 'Choice in a conflict' },
};

const columnLabels: Readonly<Record<string, LocalizedText>> = {
  name: { zh: '姓名或名称', en: 'Name' },
  phone: { zh: '手机号', en: 'Phone' },
  email: { zh: '邮箱', en: 'E-mail' },
  id_number: { zh: '证件号码', en: 'ID number' },
  department: { zh: '部门', en: 'Department' },
  stage_id: { zh: '阶段', en: 'Stage' },
  step_id: { zh: '步骤', en: 'Step' },
  list_state: { zh: '状态', en: 'State' },
  entry_date: { zh: '入职时间', en: 'Start date' },
  estimate_type: { zh: '评估', en: 'Estimate' },
  title: { zh: '标题', en: 'Title' },
  description: { zh: '说明', en: 'Description' },
  subject: { zh: '邮件主题', en: 'Subject' },
  content: { zh: '正文', en: 'Body' },
  sms_content: { zh: '短信', en: 'Text message' },
  is_default: { zh: '默认', en: 'Default' },
  is_share: { zh: '共享', en: 'Shared' },
  deleted_at: { zh: '删除时间', en: 'Deleted' },
  value: { zh: '内容', en: 'Value' },
  status: { zh: '状态', en: 'Status' },
  expires_at: { zh: '链接有效期', en: 'Link expires' },
  revoked_at: { zh: '撤销时间', en: 'Revoked' },
  certificate_number: { zh: '证书编号', en: 'Certificate number' },
  remark: { zh: '备注', en: 'Remark' },
  review_status: { zh: '评审状态', en: 'Review status' },
};

/** What people call a column; its own name where nothing is known. */
export function columnLabel(column: string): LocalizedText {
  const listed = columns.find(
    (entry) => 'applicationColumn' in entry && entry.applicationColumn === column,
  );
  return listed?.label ?? columnLabels[column] ?? { zh: column, en: column };
}

/** Columns that say nothing to a reader. */
export function isTechnical(column: string): boolean {
  return (
    /^(name_sort|created_at|updated_at|revision|token|stage_type_id|process_id|uid)$/.test(
      column,
    ) ||
    column.endsWith('_uid') ||
    column.endsWith('sha256')
  );
}

export const commandLabels: Readonly<Record<OperationCommand, LocalizedText>> = {
  create: { zh: '新增', en: 'New' },
  change: { zh: '修改', en: 'Changed' },
  delete: { zh: '删除', en: 'Deleted' },
  restore: { zh: '恢复', en: 'Restored' },
  erase: { zh: '依法删除', en: 'Erased' },
  resolve: { zh: '解决冲突', en: 'Conflict settled' },
};
