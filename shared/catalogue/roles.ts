import type { LocalizedText } from '../language.ts';

/** What a user may do in the workspace, from most to least. The first local user is administrator. */
export const roles = [
  { key: 'administrator', label: { zh: '管理员', en: 'Administrator' } },
  { key: 'recruiter', label: { zh: '招聘专员', en: 'Recruiter' } },
  { key: 'reviewer', label: { zh: '评审人', en: 'Reviewer' } },
] as const satisfies readonly { readonly key: string; readonly label: LocalizedText }[];

export type Role = (typeof roles)[number]['key'];
