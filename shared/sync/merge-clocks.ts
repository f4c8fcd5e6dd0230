import { compareTimes } from './clock.ts';
import type { FieldClock, MergeContext, MergeRow } from './merge-types.ts';

/** The clock that an operation leaves on what it writes. */
export function toClock({ seq, time }: MergeContext): FieldClock {
  return [seq, time.ms, time.counter, time.space];
}

/** When a group was last written; the row's creation where it has no clock of its own. */
export function groupClock(row: MergeRow, group: string): FieldClock {
  return row.clocks[group] ?? row.clocks['*'] ?? [row.seq, 0, 0, 0];
}

/**
 * Whether an operation's device had seen what a clock marks when it made the operation: it has a number
 * up to `base_seq`, or the same device wrote it (a device's operations arrive in its own order).
 */
export function knows(
  [seq, , , space]: FieldClock,
  { base_seq }: { readonly base_seq: number },
  { time }: MergeContext,
): boolean {
  return seq <= base_seq || space === time.space;
}

/** Whether the operation is later than what a clock marks. */
export function isLater({ time }: MergeContext, [, ms, counter, space]: FieldClock): boolean {
  return compareTimes(time, { ms, counter, space }) > 0;
}
