import { z } from 'zod';
import { listApplications } from './process.ts';
import { smallId } from './values.ts';

/** Applications that can be picked, or left out of a view, one by one; a request carries them all. */
export const selectionLimit = 50_000;

const applicationIds = z.array(smallId).max(selectionLimit);

/** Rows picked by hand, wherever in the pipeline they are. */
const pickedRows = z.object({ application_ids: applicationIds.min(1) });

/** Everything a view shows, whatever its page, but the rows taken out of it. */
const wholeView = z.object({
  /** The request of `process/list` without its page. */
  view: listApplications.request.omit({ size: true, page: true }),
  excluded_ids: applicationIds.default([]),
});

/** Which applications something is to be done to. Not in the reference. */
export const selection = z.union([pickedRows, wholeView]);
/** A selection as a client sends it. */
export type SelectionInput = z.input<typeof selection>;
/** A selection with the defaults of its view. */
export type Selection = z.output<typeof selection>;
