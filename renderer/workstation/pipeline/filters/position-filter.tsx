import { useDebouncedValue } from '@mantine/hooks';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResultsOf } from '../../../../shared/api/endpoint.ts';
import type { listApplications } from '../../../../shared/api/process.ts';
import { FilterPill } from '../../ui/filter-pill.tsx';
import { pipelineKeys, usePosition, usePositions } from '../pipeline-queries.ts';
import { usePipeline } from '../pipeline-store.ts';

/** Narrows the list to one position, found by name. */
export function PositionFilter() {
  const { t } = useTranslation('pipeline');
  const positionId = usePipeline((state) => state.view.positionId);
  const setPosition = usePipeline((state) => state.setPosition);
  const client = useQueryClient();
  const [search, setSearch] = useState('');
  const [keyword] = useDebouncedValue(search.trim(), 150);
  const { data: chosen, isPending } = usePosition(positionId);
  const { data: positions } = usePositions(keyword);
  const found = positions?.dataList ?? [];

  const unknown = t('filters.unknownPosition', { id: positionId });
  // What is on the screen already names it at once; after a reload it is asked for.
  const name =
    found.find(({ tob_position_id }) => tob_position_id === positionId)?.position_name ??
    chosen?.position_name ??
    (isPending ? (listedName(client, positionId) ?? '…') : unknown);

  const all = { value: 0, label: t('filters.all') };
  return (
    <FilterPill
      label={t('filters.position')}
      value={positionId}
      valueLabel={positionId === 0 ? all.label : name}
      neutral={0}
      options={[
        ...(keyword === '' ? [all] : []),
        ...found.map(({ tob_position_id, position_name, department, application_count }) => ({
          value: tob_position_id,
          label: position_name,
          description: [department, t('filters.applications', { count: application_count })]
            .filter(Boolean)
            .join(' · '),
        })),
      ]}
      search={{
        value: search,
        placeholder: t('filters.positionSearch'),
        empty: t('filters.noPosition'),
        onChange: setSearch,
      }}
      onChange={setPosition}
    />
  );
}

/** The name of a position as a list that was fetched has it. */
function listedName(client: QueryClient, positionId: number): string | undefined {
  if (positionId === 0) return undefined;
  const lists = client.getQueriesData<ResultsOf<typeof listApplications>>({
    queryKey: pipelineKeys.lists,
  });
  for (const [, list] of lists) {
    const row = list?.dataList?.find(({ tob_position_id }) => tob_position_id === positionId);
    if (row) return row.position_name;
  }
  return undefined;
}
