import type { LocalizedText } from '../language.ts';
import { certificateKinds } from './certificate-kinds.ts';
import type { StatusOption } from './status-options.ts';

/**
 * What checking a certificate with somebody else came to: a fact of its own beside `review_status`,
 * which says only that the file was accepted.
 */
export const verificationResult = { verified: 1, refuted: 2, inconclusive: 3 } as const;

/** 0, none yet, has no option. */
export const verificationOptions: readonly StatusOption[] = [
  { value: 1, label: { zh: '已核验，属实', en: 'Verified' }, tone: 'green' },
  { value: 2, label: { zh: '核验不符', en: 'Not genuine' }, tone: 'red' },
  { value: 3, label: { zh: '无法核验', en: 'Could not be verified' }, tone: 'yellow' },
];

/** The kinds of certificates that are verified, with what that is called. */
export const verifiedKinds = certificateKinds.filter((kind) => 'verification' in kind);

/** The key of the column, filter and order that say whether a kind's certificate was verified. */
export function verificationKey(kind: string): string {
  return `${kind}Verification`;
}

/** Where a certificate is checked. A new place is one entry here. */
export interface VerificationSource {
  readonly key: string;
  readonly label: LocalizedText;
}

export const verificationSources = [
  { key: 'chsi', label: { zh: '学信网', en: 'CHSI (chsi.com.cn)' } },
  { key: 'cscse', label: { zh: '教育部留学服务中心', en: 'CSCSE (degrees from abroad)' } },
  { key: 'school', label: { zh: '毕业院校', en: 'The school itself' } },
  { key: 'employer', label: { zh: '出具单位', en: 'The issuing employer' } },
  { key: 'agency', label: { zh: '第三方背调机构', en: 'Background check agency' } },
  { key: 'other', label: { zh: '其他', en: 'Other' } },
] as const satisfies readonly VerificationSource[];

export const verificationSourceKeys = verificationSources.map(({ key }) => key);
