import type { Scheduler } from '../../delivery/scheduler.ts';
import type { Logger } from '../../logger.ts';
import type { Membership } from '../device-state.ts';
import { type IncarnationParts, newIncarnation } from '../join/incarnation.ts';
import { compareWithMark } from './copy-finding.ts';
import {
  type DeviceMark,
  type DeviceMarks,
  isStillThere,
  type Place,
  placeOf,
} from './device-marks.ts';

interface CopyGuardOptions extends Omit<IncarnationParts, 'membership'> {
  readonly marks: DeviceMarks;
  /** The workspace's folder. */
  readonly folder: string;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

/** Milliseconds: a mark is at most this far behind. */
const patience = 500;

/**
 * Sees to it that two copies of a workspace do not speak as one: a copy, and an older state that was put
 * back, take an incarnation of their own before anything is written or sent. What the centre finds later
 * (`greet`, `fork`) is found here without it.
 */
export class CopyGuard {
  readonly #options: CopyGuardOptions;
  readonly #place: Place;
  #written = -1;
  #writing: Promise<void> | undefined;
  #cancel: (() => void) | undefined;

  constructor(options: CopyGuardOptions) {
    this.#options = options;
    this.#place = placeOf(options.folder);
  }

  /** Looks at where the workspace is, and marks it. Run before anything is written. */
  check(): void {
    const { state, marks, outbox } = this.#options;
    const { membership } = state;
    if (!membership) return;
    if (state.marked === membership.incarnation) {
      const mark = marks.read(membership.incarnation);
      const here = { ...this.#place, number: outbox.last };
      const finding = compareWithMark(mark, here, isStillThere);
      if (finding !== 'same') {
        newIncarnation({ ...this.#options, membership: () => membership }, finding);
        if (mark && finding === 'restored') marks.write({ ...mark, retired: true });
      }
    }
    this.#mark();
  }

  /** Marks soon how far the outbox is. */
  note(): void {
    const { state, scheduler, outbox } = this.#options;
    if (this.#cancel || !state.membership || outbox.last === this.#written) return;
    this.#cancel = scheduler.after(patience, () => {
      this.#cancel = undefined;
      this.#writing = this.#write();
    });
  }

  /** Marks how far the outbox is at the end. */
  async stop(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    await this.#writing;
    await this.#write();
  }

  async #write(): Promise<void> {
    const { state, outbox, marks, logger } = this.#options;
    const { membership, marked } = state;
    if (!membership) return;
    if (marked !== membership.incarnation) {
      this.#mark();
      return;
    }
    const { last } = outbox;
    if (last === this.#written) return;
    this.#written = last;
    try {
      await marks.writeSoon(this.#current(membership, last));
    } catch (error) {
      logger.warn({ err: error }, 'the device could not be marked');
    }
  }

  /** The first mark of an incarnation; without one nothing is compared. */
  #mark(): void {
    const { state, marks, outbox, logger } = this.#options;
    const { membership, marked } = state;
    if (!membership) return;
    const { last } = outbox;
    try {
      marks.write(this.#current(membership, last));
      const before = marked && marked !== membership.incarnation ? marks.read(marked) : undefined;
      if (before?.path === this.#place.path) marks.write({ ...before, retired: true });
      state.marked = membership.incarnation;
      this.#written = last;
    } catch (error) {
      logger.warn({ err: error }, 'the device could not be marked');
    }
  }

  #current({ device_id, incarnation }: Membership, number: number): DeviceMark {
    return { device_id, incarnation, number, ...this.#place, retired: false };
  }
}
