/**
 * A hybrid logical clock: 48 bits of milliseconds, a counter of 16 bits, the device's space. It only
 * breaks ties between concurrent edits; what came before what is known from row versions.
 */
export interface HybridTime {
  /** Milliseconds since the epoch. */
  readonly ms: number;
  readonly counter: number;
  /** The id space of the device (`ids.ts`), unique to each incarnation. */
  readonly space: number;
}

const lastMillisecond = 2 ** 48 - 1;
const lastCounter = 2 ** 16 - 1;

/** Negative, zero or positive as `left` is before, the same as or after `right`. */
export function compareTimes(left: HybridTime, right: HybridTime): number {
  return left.ms - right.ms || left.counter - right.counter || left.space - right.space;
}

/**
 * The time of a local event: after everything that this device has stamped or seen.
 * @param last the clock as it was stored with the last event
 * @param wall the wall clock, ms
 */
export function tick(last: HybridTime, wall: number): HybridTime {
  const now = clampMs(wall);
  if (now > last.ms) return { ms: now, counter: 0, space: last.space };
  return next(last.ms, last.counter, last.space);
}

/** The clock after a time from elsewhere was seen; the wall clock may be behind both. */
export function receive(last: HybridTime, seen: HybridTime, wall: number): HybridTime {
  const ahead = seen.ms > last.ms || (seen.ms === last.ms && seen.counter > last.counter);
  return tick(ahead ? { ...seen, space: last.space } : last, wall);
}

function next(ms: number, counter: number, space: number): HybridTime {
  return counter < lastCounter
    ? { ms, counter: counter + 1, space }
    : { ms: clampMs(ms + 1), counter: 0, space };
}

function clampMs(ms: number): number {
  return Math.min(Math.max(Math.trunc(ms), 0), lastMillisecond);
}

/** `<12 hex ms><4 hex counter>-<5 hex space>`, which sorts as the times do. */
export function formatTime(time: HybridTime): string {
  const hex = (value: number, width: number) => value.toString(16).padStart(width, '0');
  return `${hex(time.ms, 12)}${hex(time.counter, 4)}-${hex(time.space, 5)}`;
}

export const hybridTimePattern = /^[0-9a-f]{16}-[0-9a-f]{5}$/;

/** @throws RangeError where the text is not such a time */
export function parseTime(text: string): HybridTime {
  if (!hybridTimePattern.test(text)) throw new RangeError(`not a hybrid time: ${text}`);
  return {
    ms: Number.parseInt(text.slice(0, 12), 16),
    counter: Number.parseInt(text.slice(12, 16), 16),
    space: Number.parseInt(text.slice(17), 16),
  };
}

export interface EffectiveTimeInput {
  /** The operation's wall clock at the device, ms. */
  readonly wall: number;
  /** Server minus device, measured by `hello` in the operation's clock epoch; null where it never was. */
  readonly offset: number | null;
  /** The effective time of the device's operation before this one. */
  readonly last: HybridTime;
  /** The server's clock, ms. */
  readonly serverNow: number;
}

/**
 * When an operation counts as done, at the centre: the device's wall clock corrected by its measured
 * offset, never before the device's operation before it and never after the server's own time. A wrong
 * clock is bent, never refused.
 */
export function effectiveTime(input: EffectiveTimeInput): HybridTime {
  const { wall, offset, last, serverNow } = input;
  const corrected = Math.min(clampMs(wall + (offset ?? 0)), serverNow);
  if (corrected > last.ms) return { ms: corrected, counter: 0, space: last.space };
  const after = next(last.ms, last.counter, last.space);
  return after.ms <= serverNow ? after : { ...after, ms: serverNow };
}
