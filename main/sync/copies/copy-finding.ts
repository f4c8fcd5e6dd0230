import type { DeviceMark, Place } from './device-marks.ts';

/**
 * What a workspace is, by what was marked of it outside:
 * - `same`: the one that was marked, also where its folder was moved.
 * - `copied`: a copy, beside which the original may go on.
 * - `restored`: an older state in the place of a newer one.
 */
export type CopyFinding = 'same' | 'copied' | 'restored';

/**
 * Compares a workspace that was marked before with its mark.
 * @param mark undefined where this machine has none: it was marked elsewhere
 * @param here where it is, and the greatest number that its outbox has given
 * @param isThere whether the workspace of a place is still there
 */
export function compareWithMark(
  mark: DeviceMark | undefined,
  here: Place & Pick<DeviceMark, 'number'>,
  isThere: (place: Place) => boolean,
): CopyFinding {
  if (!mark) return 'copied';
  // Names of machines change; none of what it is known by does at once.
  if (!mark.hosts.some((host) => here.hosts.includes(host))) return 'copied';
  const moved = mark.path !== here.path;
  if (moved && mark.inode !== here.inode && isThere(mark)) return 'copied';
  return mark.retired || here.number < mark.number ? 'restored' : 'same';
}
