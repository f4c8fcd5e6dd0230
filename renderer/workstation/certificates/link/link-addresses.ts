import type { Workspace } from '../../../../shared/api/workspace.ts';

/** What a candidate's link may begin with, first what messages use: the company's centre, then this machine. */
export function linkAddresses({
  central_candidate_url: central,
  candidate_urls: office,
}: Pick<Workspace, 'central_candidate_url' | 'candidate_urls'>): string[] {
  return [...(central === null ? [] : [central]), ...office];
}
