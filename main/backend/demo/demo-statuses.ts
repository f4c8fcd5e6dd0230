import { columns } from '../../../shared/catalogue/columns.ts';
import { searchKeys } from '../../../shared/catalogue/search-keys.ts';
import { stageTypes } from '../../../shared/catalogue/stages.ts';
import { type StatusName, statusOptions } from '../../../shared/catalogue/status-options.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A number column of `applications` and the values the catalogue gives it. */
interface StatusColumn {
  readonly column: string;
  /** Index of its stage type in the order of the pipeline. */
  readonly stageIndex: number;
  readonly values: readonly number[];
  /** What it mostly is once the application has passed its stage. */
  readonly usual: number;
}

/** What a status mostly is after its stage; a status that is not named here stays at 0. */
const usualValues: Partial<Record<StatusName, number>> = {
  review: 2,
  interview: 3,
  interviewTimeMatch: 2,
  estimate: 2,
  candidateFeedback: 2,
  offer: 3,
  backgroundCheck: 3,
  hiring: 3,
};

/** Columns that other parts of the demo decide, since rows beside the application stand behind them. */
const certificateColumns = ['degree_status', 'income_status'];

function readCatalogue(): StatusColumn[] {
  const found = new Map<string, StatusColumn>();
  for (const entry of [...columns, ...searchKeys]) {
    if (!('applicationColumn' in entry) || !('options' in entry)) continue;
    if (certificateColumns.includes(entry.applicationColumn)) continue;
    found.set(entry.applicationColumn, {
      column: entry.applicationColumn,
      stageIndex: stageTypes.findIndex(({ key }) => key === entry.group),
      values: statusOptions[entry.options].map(({ value }) => value),
      usual: usualValues[entry.options] ?? 0,
    });
  }
  return [...found.values()];
}

const statusColumns = readCatalogue();

/**
 * Values for the status columns of `size` applications of one stage type.
 * @param complete every value of every column of the catalogue occurs, whatever the stage; otherwise
 * only those of this stage vary, earlier ones are mostly settled and later ones not begun
 */
export function dealStatuses(
  random: SeededRandom,
  stageIndex: number,
  size: number,
  complete: boolean,
): Record<string, number>[] {
  const rows = Array.from({ length: size }, (): Record<string, number> => ({}));
  for (const status of statusColumns) {
    const past = status.stageIndex < stageIndex;
    const begun = past || status.stageIndex === stageIndex;
    const usual = past ? status.usual : 0;
    const values = complete || begun ? [0, ...status.values] : [0];
    const share = past ? 0.95 : status.stageIndex === stageIndex ? 0.1 : 1;
    const least = complete ? 3 : past ? 0 : 2;
    random.deck(size, values, usual, { least, share }).forEach((value, index) => {
      (rows[index] as Record<string, number>)[status.column] = value;
    });
  }
  return rows;
}
