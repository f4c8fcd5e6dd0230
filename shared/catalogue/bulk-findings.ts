import type { Language, LocalizedText } from '../language.ts';
import { templateVariableDefinitions } from './mail-templates.ts';

/**
 * What a finding means for its row: a `blocker` keeps it out; a `caution` leaves it out unless the
 * recruiter puts it in; a `notice` only says something.
 */
export const findingLevels = ['blocker', 'caution', 'notice'] as const;
export type FindingLevel = (typeof findingLevels)[number];

/** Something a preflight says about a row. */
export interface FindingDefinition {
  readonly level: FindingLevel;
  /** Heading of the rows that have it. */
  readonly label: LocalizedText;
  /** One row's own words; `{name}` is replaced by the finding's detail of that name. */
  readonly text: LocalizedText;
  /** A contact that the recruiter can put right for this job clears it. */
  readonly fix?: 'email' | 'phone';
}

/** Every finding, in the order they are shown. A new one is one entry here. */
export const bulkFindings = {
  gone: {
    level: 'blocker',
    label: { zh: '应聘记录已不存在', en: 'Application is gone' },
    text: { zh: '应聘记录已不存在', en: 'The application is gone' },
  },
  noEmail: {
    level: 'blocker',
    fix: 'email',
    label: { zh: '没有可用的邮箱', en: 'No usable address' },
    text: { zh: '没有可用的邮箱地址 {value}', en: 'No usable mail address {value}' },
  },
  unresolvedVariable: {
    level: 'blocker',
    label: { zh: '变量没有内容', en: 'Variable without a value' },
    text: { zh: '没有内容的变量：{names}', en: 'Variables without a value: {names}' },
  },
  closed: {
    level: 'blocker',
    label: { zh: '已淘汰或归档', en: 'Eliminated or archived' },
    text: { zh: '该应聘已淘汰或归档', en: 'The application is closed' },
  },
  notClosed: {
    level: 'blocker',
    label: { zh: '正在进行中，无需恢复', en: 'In progress already' },
    text: { zh: '该应聘正在进行中', en: 'The application is in progress' },
  },
  stageMissing: {
    level: 'blocker',
    label: { zh: '流程中没有该阶段', en: 'No such stage in its process' },
    text: { zh: '该应聘的流程中没有目标阶段', en: 'Its process has no such stage' },
  },
  alreadyThere: {
    level: 'blocker',
    label: { zh: '已在目标阶段', en: 'There already' },
    text: { zh: '已在目标阶段', en: 'It is there already' },
  },
  changedSince: {
    level: 'blocker',
    label: { zh: '之后又有变动', en: 'Changed since' },
    text: { zh: '之后又被变更过，未撤销', en: 'It was changed again since; not undone' },
  },
  openRequest: {
    level: 'caution',
    label: { zh: '已有未完成的请求', en: 'Open request already' },
    text: {
      zh: '{name} 于 {date} 发起的请求尚未完成',
      en: 'The request of {date} by {name} is still open',
    },
  },
  sentRecently: {
    level: 'caution',
    label: { zh: '近期已发送', en: 'Sent recently' },
    text: {
      zh: '{days} 天内已发送：{date}，{name}',
      en: 'Sent within {days} days: {date}, by {name}',
    },
  },
  sameAddress: {
    level: 'caution',
    label: { zh: '收件邮箱重复', en: 'Same address twice' },
    text: {
      zh: '本次已有发往 {value} 的邮件',
      en: 'A mail to {value} is in this batch already',
    },
  },
  noMobile: {
    level: 'notice',
    fix: 'phone',
    label: { zh: '没有手机号，只发邮件', en: 'No mobile number: mail only' },
    text: { zh: '没有有效的手机号，只发邮件', en: 'No valid mobile number: mail only' },
  },
} as const satisfies Record<string, FindingDefinition>;

export type FindingCode = keyof typeof bulkFindings;
export const findingCodes = Object.keys(bulkFindings) as FindingCode[];

/** What is particular to a finding of one row. */
export type FindingDetail = Readonly<Record<string, string | number>>;

/** A row's finding as a sentence. Names of variables become the words recruiters know. */
export function describeFinding(
  code: FindingCode,
  detail: FindingDetail,
  language: Language,
): string {
  return bulkFindings[code].text[language]
    .replace(/\{(\w+)\}/g, (_place, key: string) =>
      key === 'names'
        ? variableNames(String(detail.names ?? ''), language)
        : `${detail[key] ?? ''}`,
    )
    .trim();
}

function variableNames(names: string, language: Language): string {
  const labels = names.split(',').map((name) => {
    const definition = templateVariableDefinitions.find((entry) => entry.name === name.trim());
    return definition?.label[language] ?? name.trim();
  });
  return labels.join(language === 'zh' ? '、' : ', ');
}
