import type { ApplicationRow } from '../../../../shared/api/process.ts';
import { certificateFilterValue } from '../../../../shared/catalogue/certificate-kinds.ts';
import { certificateProgressLabels } from '../../../../shared/catalogue/certificate-progress.ts';
import type { Column } from '../../../../shared/catalogue/columns.ts';
import {
  type BuiltInColumn,
  type BuiltInType,
  builtInColumns,
  type GridColumn,
  gridColumn,
} from '../../../../shared/catalogue/grid-columns.ts';
import { messageStages } from '../../../../shared/catalogue/message-stages.ts';
import { type StatusOption, statusOptions } from '../../../../shared/catalogue/status-options.ts';
import {
  verificationOptions,
  verificationSources,
} from '../../../../shared/catalogue/verifications.ts';
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
const overdue: LocalizedText = { zh: '是', en: 'Yes' };

function plain(zh: string, en: string, text: ExportColumn['text']): ExportColumn {
  return { label: { zh, en }, text };
}

const phone = plain('手机号', 'Phone', (row) => row.resume_phone);

/** Who it is, whatever the screen shows: what a row is found again by. */
const identity = plain('简历编号', 'Resume ID', (row) => row.tob_resume_id);

/**
 * What a built-in column becomes in a file: a column for each fact that its cell tells, so that a
 * spreadsheet can sort and count by it. Names, phone numbers, addresses, positions and stages are
 * headed as an import recognises them.
 */
const builtInExports: Readonly<Record<BuiltInType, (column: BuiltInColumn) => ExportColumn[]>> = {
  candidate: () => [plain('姓名', 'Name', (row) => row.resume_name), phone],
  phone: () => [phone],
  email: () => [plain('邮箱', 'E-mail', (row) => row.resume_email)],
  position: () => [plain('应聘职位', 'Position', (row) => row.position_name)],
  step: () => [
    plain('阶段', 'Stage', (row) => row.stage_name),
    plain('当前步骤', 'Step', (row) => row.step_name),
    plain('状态', 'State', (row, language) => listStates[row.list_state]?.[language] ?? ''),
  ],
  progress: ({ label, certificateKind = '' }) => {
    const of = (row: ApplicationRow) => row.certificateProgress[certificateKind];
    const part = (zh: string, en: string, text: ExportColumn['text']) =>
      plain(`${label.zh}：${zh}`, `${label.en}: ${en}`, text);
    return [
      plain(label.zh, label.en, (row, language) => {
        const progress = of(row);
        return progress ? certificateProgressLabels[progress.state].label[language] : '';
      }),
      part('等待天数', 'days waiting', (row) => {
        const progress = of(row);
        return progress?.waiting_since ? String(progress.waiting_days) : '';
      }),
      part('已逾期', 'overdue', (row, language) => (of(row)?.overdue ? overdue[language] : '')),
    ];
  },
  verification: ({ label, certificateKind = '' }) => {
    const of = (row: ApplicationRow) => row.certificateVerification[certificateKind];
    const part = (zh: string, en: string, text: ExportColumn['text']) =>
      plain(`${label.zh}：${zh}`, `${label.en}: ${en}`, text);
    return [
      plain(label.zh, label.en, (row, language) => {
        const option = verificationOptions.find(({ value }) => value === of(row)?.result);
        return option?.label[language] ?? '';
      }),
      part('核验日期', 'checked on', (row) => of(row)?.checked_on ?? ''),
      part('核验人', 'checked by', (row) => of(row)?.uname ?? ''),
      part('核验处', 'checked with', (row, language) => {
        const verification = of(row);
        const source = verificationSources.find(({ key }) => key === verification?.source);
        return verification?.source_text || (source?.label[language] ?? '');
      }),
    ];
  },
  moment: ({ label, field = 'updated_at' }) => [plain(label.zh, label.en, (row) => row[field])],
};

/**
 * The columns of a file: those of the grid asked for, in their order, then the resume's id. As in the
 * grid, the name cannot be left out.
 * @param keys of built-in columns or the catalogue's; repeats are dropped
 * @throws CredoError `unknownSettingKeys`
 */
export function exportColumns(keys: readonly string[]): ExportColumn[] {
  const unknown = keys.filter((key) => !gridColumn(key));
  if (unknown.length > 0) {
    throw new CredoError('unknownSettingKeys', { keys: unknown.slice(0, 10).join(', ') });
  }
  const left = builtInColumns.filter(({ key, required }) => required && !keys.includes(key));
  const wanted = new Set([...left.map(({ key }) => key), ...keys]);
  const chosen = [...wanted].flatMap((key) => fileColumns(gridColumn(key)));
  // The phone number stands under the name, unless it has a column of its own.
  return [...chosen.filter((column, at) => chosen.lastIndexOf(column) === at), identity];
}

function fileColumns(found: GridColumn | undefined): ExportColumn[] {
  if (found?.source === 'builtIn') return builtInExports[found.column.type](found.column);
  if (found?.source !== 'catalogue') return [];
  const { column } = found;
  return [{ label: column.label, text: (row, language) => cellText(column, row, language) }];
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
