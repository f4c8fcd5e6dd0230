import { useDebouncedValue } from '@mantine/hooks';
import { useQueries } from '@tanstack/react-query';
import { type ApplicationRow, listApplications, listType } from '../../../shared/api/process.ts';
import { stageTypes } from '../../../shared/catalogue/stages.ts';
import { call } from '../api/client.ts';

const pauseMilliseconds = 180;
/** Candidates of each stage; more are in the list itself. */
const rowsOfStage = 5;

export interface CandidateSearch {
  rows: readonly ApplicationRow[];
  /** What the rows were searched by. */
  keyword: string;
  searching: boolean;
  error: Error | null;
}

/**
 * Searches candidates by name, pinyin, phone or e-mail in every stage at once, in progress or not, when
 * typing pauses. A search whose query has changed meanwhile is cancelled.
 */
export function useCandidateSearch(query: string): CandidateSearch {
  const wanted = query.trim().slice(0, 100);
  const [keyword] = useDebouncedValue(wanted, pauseMilliseconds);
  const found = useQueries({
    queries: stageTypes.map(({ stageTypeId }) => ({
      queryKey: ['applications', 'palette', stageTypeId, keyword],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(
          listApplications,
          { stage_type_id: stageTypeId, keyword, list_type: listType.all, size: rowsOfStage },
          { signal },
        ),
      enabled: keyword !== '',
    })),
  });
  return {
    rows: keyword === '' ? [] : found.flatMap(({ data }) => data?.dataList ?? []),
    keyword,
    searching: wanted !== keyword || found.some(({ isFetching }) => isFetching),
    error: found.find(({ error }) => error)?.error ?? null,
  };
}
