import { NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  daysFromToday,
  relativeDay,
  relativeDayLimit,
} from '../../../../../shared/catalogue/relative-days.ts';
import { DayInput } from './day-input.tsx';
import classes from './filter-builder.module.css';

/** How a day is said: as a date, one of the days about today, or so many days before or after it. */
const ways = ['date', 'today', 'yesterday', 'tomorrow', 'ago', 'ahead'] as const;
type Way = (typeof ways)[number];

/** What a way begins with; a date has to be chosen. */
const beginnings: Record<Way, number | undefined> = {
  date: undefined,
  today: 0,
  yesterday: -1,
  tomorrow: 1,
  ago: -7,
  ahead: 7,
};

/** A day of the calendar, or one that stays relative to today wherever the filter is saved. */
export function DayOrRelative(props: {
  'aria-label': string;
  error: string | boolean | undefined;
  value: string | undefined;
  onChange(day: string | undefined): void;
}) {
  const { value, onChange } = props;
  const { t } = useTranslation('pipelineFilters');
  const [chosen, setChosen] = useState(() => wayOf(value));
  const days = daysFromToday(value);
  const way = fits(chosen, value, days) ? chosen : wayOf(value);
  const counted = way === 'ago' || way === 'ahead';

  function choose(next: Way) {
    setChosen(next);
    const beginning = beginnings[next];
    onChange(beginning === undefined ? undefined : relativeDay(beginning));
  }

  return (
    <div className={classes.day}>
      <Select
        className={classes.way}
        aria-label={t('way', { name: props['aria-label'] })}
        data={ways.map((one) => ({ value: one, label: t(`ways.${one}`) }))}
        value={way}
        openOnFocus={false}
        allowDeselect={false}
        onChange={(next) => next && choose(next as Way)}
      />
      {way === 'date' && (
        <DayInput
          aria-label={props['aria-label']}
          error={props.error}
          value={value}
          onChange={onChange}
        />
      )}
      {counted && (
        <NumberInput
          aria-label={props['aria-label']}
          error={props.error}
          min={1}
          max={relativeDayLimit}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          value={days === undefined ? '' : Math.abs(days)}
          onChange={(count) => {
            const number = Number(count);
            if (number === 0) onChange(undefined);
            else onChange(relativeDay(way === 'ago' ? -number : number));
          }}
        />
      )}
    </div>
  );
}

/** Whether a day is said in a way; one that is not there yet can be by date or by number. */
function fits(way: Way, value: string | undefined, days: number | undefined): boolean {
  if (days === undefined) {
    return way === 'date' || (value === undefined && (way === 'ago' || way === 'ahead'));
  }
  if (way === 'ago') return days < 0;
  return way === 'ahead' ? days > 0 : beginnings[way] === days;
}

function wayOf(value: string | undefined): Way {
  const days = daysFromToday(value);
  if (days === undefined) return 'date';
  const named = (['today', 'yesterday', 'tomorrow'] as const).find(
    (way) => beginnings[way] === days,
  );
  return named ?? (days < 0 ? 'ago' : 'ahead');
}
