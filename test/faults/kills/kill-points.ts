/** In this order as long as a device has not joined: a kill leaves it where it was, or joined. */
const whileJoining = [
  'before-send enrol:1',
  'after-send enrol:1',
  'before-acknowledge enrol:1',
  'before-acknowledge hello:1',
  'before-commit join:1',
  'after-commit join:1',
] as const;

/** Then its first sync goes into a fresh file, which takes the place of the live one. */
const inFirstSync = [
  'before-send snapshot:1',
  'before-acknowledge snapshot:1',
  'before-exchange:1',
  'after-exchange:1',
] as const;

const atWork = [
  ...['before-send push', 'after-send push', 'before-acknowledge push'],
  ...['before-commit', 'after-commit'],
  ...['before-send pull', 'after-send pull', 'before-acknowledge pull'],
  ...['before-send upload', 'after-send upload', 'before-acknowledge upload'],
  ...['before-fsync', 'after-fsync', 'before-acknowledge download'],
] as const;

/** Where the centre ends in its lives, in turn. */
export const centrePoints = [
  ...['before-commit', 'after-commit', 'before-answer', 'after-answer'],
  ...['before-fsync', 'after-fsync'],
] as const;

/** Where a device ends in its nth life: `<point>:<n>`. Devices begin at different ones. */
export function devicePoint(life: number, device: number): string {
  const first = [...whileJoining.slice(device), ...inFirstSync];
  const early = first[life];
  if (early !== undefined) return early;
  const work = life - first.length;
  const point = atWork[(work + device * 5) % atWork.length] as string;
  // Its own commands commit too, before it begins to sync; files are few.
  const nth = 1 + ((work * 3 + device) % 3) + (point.endsWith('commit') ? 4 : 0);
  return `${point}:${nth}`;
}
