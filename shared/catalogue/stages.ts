import type { LocalizedText } from '../language.ts';

/** A stage type: the kind of a pipeline stage, and the group its settings belong to. */
export interface StageType {
  readonly stageTypeId: number;
  /** The group's key in `editSearchParams` and `editUserColumns`. */
  readonly key: 'review' | 'interview' | 'offer' | 'entry';
  /** `label` of the API, always in Chinese as the reference shows it; `en` is for the renderer. */
  readonly label: LocalizedText;
}

/** Stage types in pipeline order (contract decisions, "Settings"). */
export const stageTypes: readonly StageType[] = [
  { stageTypeId: 1, key: 'review', label: { zh: '评审', en: 'Review' } },
  { stageTypeId: 2, key: 'interview', label: { zh: '面试', en: 'Interview' } },
  { stageTypeId: 3, key: 'offer', label: { zh: 'offer', en: 'Offer' } },
  { stageTypeId: 4, key: 'entry', label: { zh: '入职', en: 'Onboarding' } },
];

/** One stage of a process with its steps; `stage_id` 8 and `step_id` 3313 are the reference's. */
export interface DefaultStage {
  readonly stageId: number;
  readonly stageTypeId: number;
  readonly name: LocalizedText;
  readonly steps: readonly { readonly stepId: number; readonly name: LocalizedText }[];
}

/** The stages every new workspace's standard process starts with. */
export const defaultStages: readonly DefaultStage[] = [
  {
    stageId: 6,
    stageTypeId: 1,
    name: { zh: '评审', en: 'Review' },
    steps: [
      { stepId: 3301, name: { zh: '简历筛选', en: 'Screening' } },
      { stepId: 3302, name: { zh: '用人部门评审', en: 'Department review' } },
    ],
  },
  {
    stageId: 7,
    stageTypeId: 2,
    name: { zh: '面试', en: 'Interview' },
    steps: [
      { stepId: 3306, name: { zh: '初试', en: 'First interview' } },
      { stepId: 3307, name: { zh: '复试', en: 'Second interview' } },
      { stepId: 3308, name: { zh: '终试', en: 'Final interview' } },
    ],
  },
  {
    stageId: 8,
    stageTypeId: 3,
    name: { zh: 'offer', en: 'Offer' },
    steps: [
      { stepId: 3311, name: { zh: '背景调查', en: 'Background check' } },
      { stepId: 3312, name: { zh: '录用审批', en: 'Approval' } },
      { stepId: 3313, name: { zh: '材料收集', en: 'Documents' } },
      { stepId: 3314, name: { zh: '发送 offer', en: 'Offer sent' } },
    ],
  },
  {
    stageId: 9,
    stageTypeId: 4,
    name: { zh: '入职', en: 'Onboarding' },
    steps: [
      { stepId: 3316, name: { zh: '待入职', en: 'Awaiting' } },
      { stepId: 3317, name: { zh: '已入职', en: 'Onboarded' } },
    ],
  },
];
