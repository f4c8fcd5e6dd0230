import type { LocalizedText } from '../language.ts';
import { certificateKinds } from './certificate-kinds.ts';
import { certificateProgressLabels, certificateProgressStates } from './certificate-progress.ts';
import { type Column, columns } from './columns.ts';
import { fieldsWithoutColumn } from './editable-fields.ts';
import type { FilterType } from './filter-operators.ts';
import { messageStageNames, messageStages } from './message-stages.ts';
import { searchKeys } from './search-keys.ts';
import type { StageType } from './stages.ts';
import { type StatusOption, statusOptions } from './status-options.ts';
import { verificationKey, verificationOptions, verifiedKinds } from './verifications.ts';

/** A value that `is`, `any_of` and the like compare with. */
export interface FilterOption {
  readonly value: number | string;
  readonly label: LocalizedText;
  readonly tone: StatusOption['tone'];
}

/**
 * What the filter tree and the order of `process/list` can name: `column` of a leaf, `key` of an
 * order. The operators follow from the type (`operatorsOf`).
 */
export interface FilterField {
  /** The row's field; of a certificate `<kind>Progress` and `<kind>Verification` beside it. */
  readonly key: string;
  /** `identity` who and where, else the group of the column. */
  readonly group: 'identity' | StageType['key'];
  readonly label: LocalizedText;
  readonly type: FilterType;
  /** What a `status`, `choice` or `progress` can be; `status` 0 ("none yet") is not among them. */
  readonly options: readonly FilterOption[];
}

const noOptions: readonly FilterOption[] = [];

/** Who and where; named as the exported file names them. */
const identityFields = [
  { key: 'resume_name', label: { zh: '姓名', en: 'Name' }, type: 'text', options: noOptions },
  { key: 'resume_phone', label: { zh: '手机号', en: 'Phone' }, type: 'text', options: noOptions },
  { key: 'resume_email', label: { zh: '邮箱', en: 'E-mail' }, type: 'text', options: noOptions },
  {
    key: 'position_name',
    label: { zh: '应聘职位', en: 'Position' },
    type: 'text',
    options: noOptions,
  },
  { key: 'stage_name', label: { zh: '阶段', en: 'Stage' }, type: 'text', options: noOptions },
  { key: 'step_name', label: { zh: '当前步骤', en: 'Step' }, type: 'text', options: noOptions },
  {
    key: 'list_state',
    label: { zh: '状态', en: 'State' },
    type: 'status',
    options: statusOptions.listState,
  },
  { key: 'applied_at', label: { zh: '应聘时间', en: 'Applied' }, type: 'time', options: noOptions },
  { key: 'updated_at', label: { zh: '更新时间', en: 'Changed' }, type: 'time', options: noOptions },
] as const satisfies readonly Omit<FilterField, 'group'>[];

/** What the newest message of an application can be. */
const messageOptions = messageStageNames.map((value) => ({ value, ...messageStages[value] }));

const progressOptions = certificateProgressStates.map((value) => ({
  value,
  ...certificateProgressLabels[value],
}));

/** Every filterable and orderable field, in the order a builder lists them. */
export const filterFields: readonly FilterField[] = [
  ...identityFields.map((field) => ({ ...field, group: 'identity' as const })),
  ...columns.flatMap((column) => [
    columnField(column),
    ...progressField(column),
    ...verificationField(column),
  ]),
  ...fieldsWithoutColumn.map(({ key, options }) => {
    const { group, label } = searchKeys.find((entry) => entry.key === key) as SearchKeyEntry;
    return { key, group, label, type: 'status' as const, options: statuses(options) };
  }),
];

/** The field of a key, or undefined. */
export function filterField(key: string): FilterField | undefined {
  return byKey.get(key);
}

const byKey = new Map(filterFields.map((field) => [field.key, field]));

type SearchKeyEntry = (typeof searchKeys)[number];

function statuses(name: keyof typeof statusOptions | undefined): readonly FilterOption[] {
  return name ? statusOptions[name] : noOptions;
}

function columnField(column: Column): FilterField {
  const { key, group, label } = column;
  switch (column.type) {
    case 'mailTrace':
      return { key, group, label, type: 'choice', options: messageOptions };
    case 'time':
    case 'date':
      return { key, group, label, type: column.type, options: noOptions };
    default:
      return { key, group, label, type: 'status', options: statuses(column.options) };
  }
}

/** A certificate's column is followed by its progress. */
function progressField(column: Column): FilterField[] {
  const kind = certificateKinds.find((entry) => entry.column === column.key);
  if (!kind) return [];
  const label = { zh: `${column.label.zh}进度`, en: `${column.label.en} progress` };
  return [
    {
      key: progressKey(kind.kind),
      group: column.group,
      label,
      type: 'progress',
      options: progressOptions,
    },
  ];
}

/** After the progress comes whether the certificate was verified, which no verdict says. */
function verificationField({ key, group }: Column): FilterField[] {
  const entry = verifiedKinds.find(({ column }) => column === key);
  if (!entry) return [];
  return [
    {
      key: verificationKey(entry.kind),
      group,
      label: entry.verification,
      type: 'status',
      options: verificationOptions,
    },
  ];
}

/** The key of the field that filters and orders by a certificate kind's progress. */
export function progressKey(kind: string): string {
  return `${kind}Progress`;
}
