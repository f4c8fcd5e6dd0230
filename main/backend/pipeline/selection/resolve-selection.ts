import type { Selection } from '../../../../shared/api/selection.ts';
import type { ListService } from '../list/list-service.ts';
import { TimeSlices } from '../list/time-slices.ts';

/** Ids compared before the clock is looked at. */
const batchSize = 5_000;

/**
 * The applications of a selection: a view's in its order, picked ones in theirs, each once. Ids picked
 * are not looked up, so some of them may be of applications that are gone.
 * @throws CredoError `stageTypeNotFound`, and what else the list refuses of a view
 */
export async function resolveSelection(
  list: Pick<ListService, 'everyId'>,
  selection: Selection,
): Promise<readonly number[]> {
  if ('application_ids' in selection) return [...new Set(selection.application_ids)];
  const found = await list.everyId(selection.view);
  if (selection.excluded_ids.length === 0) return found;
  const excluded = new Set(selection.excluded_ids);
  const kept: number[] = [];
  const slices = new TimeSlices();
  for (let start = 0; start < found.length; start += batchSize) {
    for (const id of found.slice(start, start + batchSize)) if (!excluded.has(id)) kept.push(id);
    if (slices.over) await slices.pause();
  }
  return kept;
}
