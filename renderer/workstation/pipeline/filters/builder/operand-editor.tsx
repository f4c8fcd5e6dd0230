import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type FilterValue, filterLimits } from '../../../../../shared/api/list-filter.ts';
import type { FilterField } from '../../../../../shared/catalogue/filter-fields.ts';
import {
  type FilterOperatorName,
  filterOperators,
} from '../../../../../shared/catalogue/filter-operators.ts';
import { datePeriods } from '../../../../../shared/catalogue/relative-days.ts';
import { useLanguage } from '../../../i18n/i18n.ts';
import { optionText } from '../filter-text.ts';
import { DayOrRelative } from './day-or-relative.tsx';
import classes from './filter-builder.module.css';

/** The value of a condition, in the form that its operator takes. */
export function OperandEditor(props: {
  field: FilterField;
  operator: FilterOperatorName;
  value: FilterValue | undefined;
  number: number;
  error: string | undefined;
  onChange(value: FilterValue | undefined): void;
  /** The keyboard has left a field whose value can be judged now. */
  onLeave(): void;
}) {
  const { field, operator, value, number, error, onChange, onLeave } = props;
  const { t } = useTranslation('pipelineFilters');
  const language = useLanguage();
  const named = { 'aria-label': t('value', { number }), error };
  const list = Array.isArray(value) ? (value as readonly (number | string)[]) : [];

  switch (filterOperators[operator].operand) {
    case 'none':
      return null;
    case 'option':
    case 'options': {
      // 0 is "none yet" of every status.
      const values = [
        ...field.options.map((option) => option.value),
        ...(field.type === 'status' ? [0] : []),
      ];
      const data = values.map((one) => ({
        value: String(one),
        label: optionText(field, one, language, t),
      }));
      const back = (text: string) => values.find((one) => String(one) === text) ?? text;
      const common = {
        ...named,
        onBlur: onLeave,
        data,
        searchable: data.length > 8,
        openOnFocus: false,
      };
      return filterOperators[operator].operand === 'option' ? (
        <Select
          {...common}
          placeholder={t('chooseOptions')}
          allowDeselect={false}
          value={value === undefined ? null : String(value)}
          onChange={(chosen) => onChange(chosen === null ? undefined : back(chosen))}
        />
      ) : (
        <MultiSelect
          {...common}
          placeholder={list.length === 0 ? t('chooseOptions') : undefined}
          value={list.map(String)}
          onChange={(chosen) => onChange(chosen.map(back))}
        />
      );
    }
    case 'text':
      return (
        <TextInput
          {...named}
          maxLength={filterLimits.textLength}
          onBlur={onLeave}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'count':
      return (
        <NumberInput
          {...named}
          w={120}
          onBlur={onLeave}
          min={1}
          max={3650}
          allowDecimal={false}
          suffix={` ${t('days')}`}
          value={typeof value === 'number' ? value : ''}
          onChange={(count) => onChange(count === '' ? undefined : Number(count))}
        />
      );
    case 'period':
      return (
        <Select
          {...named}
          w={140}
          openOnFocus={false}
          allowDeselect={false}
          data={Object.entries(datePeriods).map(([name, { label }]) => ({
            value: name,
            label: label[language],
          }))}
          value={text(value) ?? null}
          onChange={(chosen) => onChange(chosen ?? undefined)}
        />
      );
    case 'day':
      return <DayOrRelative {...named} value={text(value)} onChange={onChange} />;
    case 'days':
      return (
        <div className={classes.range}>
          <DayOrRelative
            aria-label={t('from', { number })}
            error={error}
            value={text(list[0])}
            onChange={(day) => onChange([day ?? '', text(list[1]) ?? day ?? ''])}
          />
          <span className={classes.dash} aria-hidden="true">
            –
          </span>
          <DayOrRelative
            aria-label={t('to', { number })}
            error={error !== undefined}
            value={text(list[1])}
            onChange={(day) => onChange([text(list[0]) ?? day ?? '', day ?? ''])}
          />
        </div>
      );
  }
}

function text(value: FilterValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
