import { arrayMove } from '@dnd-kit/sortable';

/** Takes a key into use, at the end, or out of it. */
export function toggleKey(using: readonly string[], key: string): string[] {
  return using.includes(key) ? using.filter((candidate) => candidate !== key) : [...using, key];
}

/** Moves a key to the place of another; a key that is not in use moves nothing. */
export function moveKey(using: readonly string[], key: string, over: string): string[] {
  const from = using.indexOf(key);
  const to = using.indexOf(over);
  return from < 0 || to < 0 ? [...using] : arrayMove([...using], from, to);
}

export function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}
