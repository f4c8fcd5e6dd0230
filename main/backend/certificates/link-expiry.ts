import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import { parseTime } from '../../../shared/time.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';

const dayMilliseconds = 86_400_000;
const longestDays = 365;

const outOfRange: Record<Language, string> = {
  zh: `应在今天之后、${longestDays} 天之内`,
  en: `must be after today and within ${longestDays} days`,
};

/**
 * When a link made now ends: the end of the day asked for, after the days asked for, or else after
 * the workspace's `token_days`.
 * @returns milliseconds since the epoch
 * @throws CredoError `invalidParameter` for a day that is over or too far away
 */
export function linkExpiresAt(
  wanted: { expires_days?: number | undefined; expires_on?: string | undefined },
  workspace: Pick<WorkspaceService, 'limits' | 'timeZone'>,
  now: number,
  language: Language,
): number {
  const { expires_days, expires_on } = wanted;
  if (expires_on === undefined) {
    return now + (expires_days ?? workspace.limits.tokenDays) * dayMilliseconds;
  }
  const end = parseTime(`${expires_on} 23:59:59`, workspace.timeZone);
  if (end === undefined || end <= now || end > now + longestDays * dayMilliseconds) {
    throw new CredoError('invalidParameter', {
      field: 'expires_on',
      reason: outOfRange[language],
    });
  }
  return end;
}
