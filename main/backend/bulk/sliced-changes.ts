import { TimeSlices } from '../pipeline/list/time-slices.ts';
import type { BulkItemStore } from './bulk-item-store.ts';

/** Rows changed between two looks at the clock. */
const batchSize = 200;

/** Puts every row in, or leaves every row out, that can be; those of one finding where it is given. */
export async function chooseAll(
  items: BulkItemStore,
  jobId: number,
  include: boolean,
  finding: string | undefined,
): Promise<void> {
  const slices = new TimeSlices();
  let after = 0;
  for (;;) {
    const ids = items.choosable(jobId, include, finding, after, batchSize);
    if (ids.length === 0) return;
    items.choose(jobId, include, ids);
    after = ids.at(-1) as number;
    if (slices.over) await slices.pause();
  }
}

/** Leaves out every row of a job that still waits. */
export async function leaveOutAll(items: BulkItemStore, jobId: number): Promise<void> {
  const slices = new TimeSlices();
  while (items.leaveOutWaiting(jobId, batchSize) > 0) {
    if (slices.over) await slices.pause();
  }
}

/** Lets every row wait again that was skipped or refused. @returns how many they are */
export async function retryAll(items: BulkItemStore, jobId: number): Promise<number> {
  const slices = new TimeSlices();
  let waiting = 0;
  for (let more = 1; more > 0; waiting += more) {
    more = items.retry(jobId, batchSize);
    if (slices.over) await slices.pause();
  }
  return waiting;
}
