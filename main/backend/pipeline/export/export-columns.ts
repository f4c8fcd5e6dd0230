import type { ApplicationRow } from '../../../../shared/api/process.ts';
import { certificateFilterValue } from '../../../../shared/catalogue/certificate-kinds.ts';
import { type Column, columns } from '../../../../shared/catalogue/columns.ts';
import { messageStages } from '../../../../shared/catalogue/message-stages.ts';
import { type StatusOption, statusOptions } from '../../../../shared/catalogue/status-options.ts';
import { CredoError } from '../../../../shared/errors.ts';
import type { Language, LocalizedText } from '../../../../shared/language.ts';

/** A column of an exported file. */
export interface ExportColumn {
  readonly label: LocalizedText;
  text(row: ApplicationRow, language: Language): string;
}

const listStates: Record<number, LocalizedText> = {
  1: { zh: '进行中', en: 'In progress' },
  2: { zh: '已淘汰', en: 'Eliminated' },
};

function identity(zh: string, en: string, text: ExportColumn['text']): ExportColumn {
  return { label: { zh, en }, text };
}

/** Who and where; named as an import recognises them. */
const first: readonly ExportColumn[] = [
  identity('姓名', 'Name', (row) => row.resume_name),
  identity('手机号', 'Phone', (row) => row.resume_phone),
  identity('邮箱', 'E-mail', (row) => row.resume_email),
  identity('应聘职位', 'Position', (row) => row.position_name),
  identity('阶段', 'Stage', (row) => row.stage_name),
  identity('当前步骤', 'Step', (row) => row.step_name),
  identity('状态', 'State', (row, language) => listStates[row.list_state]?.[language] ?? ''),
];

const last: readonly ExportColumn[] = [
  identity('应聘时间', 'Applied', (row) => row.applied_at),
  identity('更新时间', 'Changed', (row) => row.updated_at),
  identity('简历编号', 'Resume ID', (row) => row.tob_resume_id),
];

/**
 * The columns of a file: who and where, the columns asked for in their order, then times and the id.
 * @param keys of the catalogue; repeats are dropped
 * @throws CredoError `unknownSettingKeys`
 */
export function exportColumns(keys: readonly string[]): ExportColumn[] {
  const known = new Map<string, Column>(columns.map((column) => [column.key, column]));
  const unknown = keys.filter((key) => !known.has(key));
  if (unknown.length > 0) {
    throw new CredoError('unknownSettingKeys', { keys: unknown.slice(0, 10).join(', ') });
  }
  const chosen = [...new Set(keys)].map((key) => known.get(key) as Column);
  return [
    ...first,
    ...chosen.map((column) => ({
      label: column.label,
      text: (row: ApplicationRow, language: Language) => cellText(column, row, language),
    })),
    ...last,
  ];
}

/** What the list shows in a cell, as words; empty where it shows nothing. */
function cellText(column: Column, row: ApplicationRow, language: Language): string {
  switch (column.type) {
    case 'status':
      return optionText(column, Number(row[column.key as keyof ApplicationRow]), language);
    case 'time':
    case 'date':
      return String(row[column.key as keyof ApplicationRow] ?? '');
    case 'certificate': {
      const certificate = row[column.key as 'degreeCertificate' | 'incomeCertificate'];
      if (!certificate) return '';
      const value = certificateFilterValue(
        certificate.status,
        certificate.review_status,
        certificate.disputed,
      );
      return optionText(column, value, language);
    }
    case 'mailTrace': {
      return row.mailTrace ? messageStages[row.mailTrace.stage].label[language] : '';
    }
  }
}

function optionText({ options }: Column, value: number, language: Language): string {
  const known: readonly StatusOption[] = options ? statusOptions[options] : [];
  return known.find((option) => option.value === value)?.label[language] ?? '';
}
