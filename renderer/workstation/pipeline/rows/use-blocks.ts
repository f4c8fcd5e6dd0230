import { type QueryClient, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { ResultsOf } from '../../../../shared/api/endpoint.ts';
import type { ApplicationRow, listApplications } from '../../../../shared/api/process.ts';
import { blockQuery } from '../pipeline-queries.ts';
import { blockSize, type PipelineView } from '../pipeline-view.ts';
import { useSettled } from './use-settled.ts';

/**
 * What a view's blocks answered. Not a plain object: react-query would compare those row by row, field
 * by field, each time a block comes or the list scrolls to another.
 */
class Fetched {
  readonly lists: readonly (Block | undefined)[];
  readonly updatedAt: readonly number[];

  constructor(lists: readonly (Block | undefined)[], updatedAt: readonly number[]) {
    this.lists = lists;
    this.updatedAt = updatedAt;
  }
}

type Block = ResultsOf<typeof listApplications>;

function fetchedBlocks(all: readonly { data: Block | undefined; dataUpdatedAt: number }[]) {
  return new Fetched(
    all.map(({ data }) => data),
    all.map(({ dataUpdatedAt }) => dataUpdatedAt),
  );
}

/** Rows to have at hand before and after those on screen. */
const margin = 40;
/** A block that is only scrolled past is not fetched: it must stay in sight for so long. */
const restMilliseconds = 50;

export interface Rows {
  /** Rows of the view; of those, `at` knows the ones that were fetched. */
  readonly total: number;
  at(index: number): ApplicationRow | undefined;
  /** The place of an application among the rows at hand, or -1. */
  indexOf(applicationId: number): number;
  /** The rows of a range (inclusive), fetched where they are not at hand. */
  load(from: number, to: number): Promise<ApplicationRow[]>;
}

/** The rows of a view, fetched block by block where they come into sight. */
export function useBlocks(view: PipelineView, range: { first: number; last: number }): Rows {
  const client = useQueryClient();
  const from = Math.max(0, Math.floor((range.first - margin) / blockSize));
  const to = Math.max(from, Math.floor((range.last + margin) / blockSize));
  const resting = useSettled(`${from}-${to}`, restMilliseconds);

  const blocks = useMemo(
    () => Array.from({ length: to - from + 1 }, (_, index) => from + index),
    [from, to],
  );
  const results = useQueries({
    queries: blocks.map((block) => ({ ...blockQuery(view, block), enabled: resting })),
    combine: fetchedBlocks,
  });

  const load = useCallback(
    async (first: number, last: number) => {
      const rows: ApplicationRow[] = [];
      for (let block = Math.floor(first / blockSize); block * blockSize <= last; block += 1) {
        const list = await client.fetchQuery(blockQuery(view, block));
        const start = block * blockSize;
        rows.push(...list.dataList.slice(Math.max(0, first - start), last - start + 1));
      }
      return rows;
    },
    [client, view],
  );

  return useMemo(() => {
    const { lists, updatedAt } = results;
    // The newest answer knows the total best.
    const newest = updatedAt.indexOf(Math.max(...updatedAt));
    const total = lists[newest]?.pagination.total ?? knownTotal(client, view) ?? 0;
    return {
      total,
      load,
      at: (index) => lists[Math.floor(index / blockSize) - from]?.dataList[index % blockSize],
      indexOf(applicationId) {
        for (const [place, list] of lists.entries()) {
          const index =
            list?.dataList.findIndex((row) => row.application_id === applicationId) ?? -1;
          if (index >= 0) return (from + place) * blockSize + index;
        }
        return -1;
      },
    };
  }, [results, from, load, client, view]);
}

function knownTotal(client: QueryClient, view: PipelineView): number | undefined {
  const { queryKey } = blockQuery(view, 0);
  return client.getQueryData(queryKey)?.pagination.total;
}
