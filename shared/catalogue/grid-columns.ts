import type { LocalizedText } from '../language.ts';
import { certificateKinds } from './certificate-kinds.ts';
import { type Column, columns } from './columns.ts';
import { type StageType, stageTypes } from './stages.ts';
import { verificationKey, verifiedKinds } from './verifications.ts';

/** Density of the grid's rows. */
export const gridDensities = ['compact', 'normal', 'comfortable'] as const;
export type GridDensity = (typeof gridDensities)[number];

/** Where a column stays while the others scroll; `none` scrolls. */
export const gridPins = ['left', 'none', 'right'] as const;
export type GridPin = (typeof gridPins)[number];

/** Pixels a column can be as narrow or as wide as. */
export const gridWidths = { least: 56, most: 800 } as const;

/**
 * What a built-in column shows. `progress` is how far a kind of certificate has come, `verification`
 * who checked it, where and when.
 */
export type BuiltInType =
  | 'candidate'
  | 'phone'
  | 'email'
  | 'position'
  | 'step'
  | 'progress'
  | 'verification'
  | 'moment';

/** A column of the grid that no stage's settings hold: it is there in every stage. */
export interface BuiltInColumn {
  readonly key: string;
  readonly label: LocalizedText;
  readonly type: BuiltInType;
  /** The stages that show it until the user decides. */
  readonly shownIn: readonly StageType['key'][];
  readonly pinnedByDefault: GridPin;
  /** Before or after the stage's own columns, until the user orders them. */
  readonly place: 'before' | 'after';
  /** Always shown: a row without it names nobody. */
  readonly required?: true;
  /** The key of the list's order (`filterFields`) that sorts by it. */
  readonly orderKey: string;
  /** The kind of certificate of a `progress` or `verification` column. */
  readonly certificateKind?: string;
  /** The field of a row of `process/list` that a text or a time is read from. */
  readonly field?: 'resume_phone' | 'resume_email' | 'applied_at' | 'updated_at';
}

const everyStage = stageTypes.map(({ key }) => key);

/** The built-in columns, in the order they have before the user changes it. */
export const builtInColumns: readonly BuiltInColumn[] = [
  {
    key: 'candidate',
    orderKey: 'resume_name',
    label: { zh: '候选人', en: 'Candidate' },
    type: 'candidate',
    shownIn: everyStage,
    pinnedByDefault: 'left',
    place: 'before',
    required: true,
  },
  {
    key: 'position',
    orderKey: 'position_name',
    label: { zh: '应聘职位', en: 'Position' },
    type: 'position',
    shownIn: everyStage,
    pinnedByDefault: 'none',
    place: 'before',
  },
  {
    key: 'step',
    orderKey: 'step_name',
    label: { zh: '当前步骤', en: 'Step' },
    type: 'step',
    shownIn: everyStage,
    pinnedByDefault: 'none',
    place: 'before',
  },
  ...certificateKinds.map(
    ({ kind, label }): BuiltInColumn => ({
      key: `${kind}Progress`,
      orderKey: `${kind}Progress`,
      label: { zh: `${label.zh}进度`, en: `${label.en} progress` },
      type: 'progress',
      shownIn: ['offer'],
      pinnedByDefault: 'none',
      place: 'after',
      certificateKind: kind,
    }),
  ),
  ...verifiedKinds.map(
    ({ kind, verification }): BuiltInColumn => ({
      key: verificationKey(kind),
      orderKey: verificationKey(kind),
      label: verification,
      type: 'verification',
      shownIn: [],
      pinnedByDefault: 'none',
      place: 'after',
      certificateKind: kind,
    }),
  ),
  {
    key: 'phone',
    orderKey: 'resume_phone',
    label: { zh: '手机号', en: 'Phone' },
    type: 'phone',
    shownIn: [],
    pinnedByDefault: 'none',
    place: 'after',
    field: 'resume_phone',
  },
  {
    key: 'email',
    orderKey: 'resume_email',
    label: { zh: '邮箱', en: 'E-mail' },
    type: 'email',
    shownIn: [],
    pinnedByDefault: 'none',
    place: 'after',
    field: 'resume_email',
  },
  {
    key: 'appliedAt',
    orderKey: 'applied_at',
    label: { zh: '应聘时间', en: 'Applied' },
    type: 'moment',
    shownIn: [],
    pinnedByDefault: 'none',
    place: 'after',
    field: 'applied_at',
  },
  {
    key: 'updatedAt',
    orderKey: 'updated_at',
    label: { zh: '更新时间', en: 'Updated' },
    type: 'moment',
    shownIn: everyStage,
    pinnedByDefault: 'none',
    place: 'after',
    field: 'updated_at',
  },
];

/** A column of the grid: a built-in one, or one of the catalogue that stages' settings hold. */
export type GridColumn =
  | { readonly source: 'builtIn'; readonly key: string; readonly column: BuiltInColumn }
  | { readonly source: 'catalogue'; readonly key: string; readonly column: Column };

const byKey = new Map<string, GridColumn>([
  ...builtInColumns.map((column): [string, GridColumn] => [
    column.key,
    { source: 'builtIn', key: column.key, column },
  ]),
  ...columns.map((column): [string, GridColumn] => [
    column.key,
    { source: 'catalogue', key: column.key, column },
  ]),
]);

/** The column of a key, or undefined where there is none. */
export function gridColumn(key: string): GridColumn | undefined {
  return byKey.get(key);
}
