import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import { FilterPill } from '../../ui/filter-pill.tsx';
import { usePosition, usePositions } from '../pipeline-queries.ts';
import { usePipeline } from '../pipeline-store.ts';

/** Narrows the list to one position, found by name. */
export function PositionFilter({ rows }: { rows: readonly ApplicationRow[] }) {
  const { t } = useTranslation('pipeline');
  const { view, setPosition } = usePipeline();
  const [search, setSearch] = useState('');
  const [keyword] = useDebouncedValue(search.trim(), 150);
  const { data: chosen, isPending } = usePosition(view.positionId);
  const { data: positions } = usePositions(keyword);
  const found = positions?.dataList ?? [];

  // What is on the screen already names it at once; after a reload it is asked for.
  const name =
    found.find(({ tob_position_id }) => tob_position_id === view.positionId)?.position_name ??
    chosen?.position_name ??
    rows.find(({ tob_position_id }) => tob_position_id === view.positionId)?.position_name ??
    (isPending ? '…' : t('filters.unknownPosition', { id: view.positionId }));

  const all = { value: 0, label: t('filters.all') };
  return (
    <FilterPill
      label={t('filters.position')}
      value={view.positionId}
      valueLabel={view.positionId === 0 ? all.label : name}
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
