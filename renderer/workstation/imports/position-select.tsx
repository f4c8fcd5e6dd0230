import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePositions } from '../pipeline/pipeline-queries.ts';

/** A position, found by name; 0 is none. */
export function PositionSelect(props: {
  label: string;
  description?: string;
  value: number;
  onChange(positionId: number): void;
}) {
  const { t } = useTranslation('imports');
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<{ value: string; label: string }>();
  const [keyword] = useDebouncedValue(search.trim(), 150);
  // The text of the chosen position is not a search.
  const { data } = usePositions(keyword === chosen?.label ? '' : keyword);
  const options = (data?.dataList ?? []).map(({ tob_position_id, position_name, department }) => ({
    value: String(tob_position_id),
    label: [position_name, department].filter(Boolean).join(' · '),
  }));
  // What is chosen stays an option while other ones are searched for.
  const known = chosen && !options.some(({ value }) => value === chosen.value);
  return (
    <Select
      label={props.label}
      description={props.description}
      placeholder={t('candidate.noPosition')}
      searchable
      clearable
      data={known ? [chosen, ...options] : options}
      filter={({ options: all }) => all}
      nothingFoundMessage={t('candidate.positionNotFound')}
      value={props.value === 0 ? null : String(props.value)}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(value, option) => {
        setChosen(value === null ? undefined : { value, label: option?.label ?? '' });
        props.onChange(Number(value ?? 0));
      }}
    />
  );
}
