import { writeUnsynced } from '../../database/write-unsynced.ts';
import type { SessionParts } from './session-parts.ts';

/** Milliseconds of the event loop that are written for at a time. */
const slice = 5;
/** So few are written at once. */
const few = 10;

export interface SlicedWork<Item> {
  /** Parts that must not be torn apart: each is in one transaction. */
  readonly items: readonly Item[];
  write(item: Item): void;
  /** Ends a transaction: what moves together with its rows. */
  close(last: Item): void;
}

/**
 * Writes what the centre says in slices of the event loop, as changes that are nobody's own. Only the
 * last transaction waits for the disk, and with it those before; until then a power cut takes the newest
 * of them back, each with its cursor, and they are asked for again.
 */
export async function writeInSlices<Item>(
  { database, capture, breathe, progress }: SessionParts,
  { items, write, close }: SlicedWork<Item>,
): Promise<void> {
  let index = 0;
  const transaction = database.transaction((end: number, until: number) => {
    do {
      write(items[index] as Item);
      index += 1;
    } while (index < end && performance.now() < until);
    close(items[index - 1] as Item);
  });
  const run = (end: number, until: number) => capture.applying(() => transaction(end, until));
  const last = items.length - 1;
  while (items.length > few && index < last) {
    writeUnsynced(database, () => run(last, performance.now() + slice));
    progress();
    await breathe();
  }
  if (index < items.length) run(items.length, Number.POSITIVE_INFINITY);
  progress();
}
