import type { TFunction } from 'i18next';
import type { FilterLeaf } from '../../../../shared/api/list-filter.ts';
import { type FilterField, filterField } from '../../../../shared/catalogue/filter-fields.ts';
import { filterOperators } from '../../../../shared/catalogue/filter-operators.ts';
import {
  datePeriods,
  daysFromToday,
  isDatePeriod,
} from '../../../../shared/catalogue/relative-days.ts';
import type { Language } from '../../../../shared/language.ts';

/** The parts of a condition as its chip says them. */
export interface LeafText {
  column: string;
  operator: string;
  /** Empty where the operator takes none. */
  value: string;
}

/** A condition in words of a language. */
export function leafText(
  leaf: FilterLeaf,
  language: Language,
  t: TFunction<'pipelineFilters'>,
): LeafText {
  const field = filterField(leaf.column);
  const column = field?.label[language] ?? leaf.column;
  const { operator, value } = leaf;
  if (operator === 'last_days' || operator === 'next_days') {
    return { column, operator: '', value: t(`text.${operator}`, { count: Number(value) }) };
  }
  const words = filterOperators[operator].label[language];
  const values = (Array.isArray(value) ? value : [value]) as readonly (number | string)[];
  switch (filterOperators[operator].operand) {
    case 'none':
      return { column, operator: words, value: '' };
    case 'option':
    case 'options':
      return {
        column,
        operator: words,
        value: values.map((one) => optionText(field, one, language, t)).join(t('text.comma')),
      };
    case 'day': {
      // A day about today says by itself that it is one.
      const plain = operator === 'on' && daysFromToday(value) !== undefined;
      return { column, operator: plain ? '' : words, value: dayText(value, t) };
    }
    case 'days':
      return {
        column,
        operator: '',
        value: values.map((one) => dayText(one, t)).join(' – '),
      };
    case 'period': {
      const period = isDatePeriod(value) ? datePeriods[value].label[language] : String(value);
      return { column, operator: '', value: period };
    }
    case 'text':
      return { column, operator: words, value: t('text.quoted', { text: String(value) }) };
    default:
      return { column, operator: words, value: String(value) };
  }
}

/** A day in words where it is relative, else as it stands. */
function dayText(value: unknown, t: TFunction<'pipelineFilters'>): string {
  const days = daysFromToday(value);
  switch (days) {
    case undefined:
      return String(value);
    case 0:
      return t('text.today');
    case -1:
      return t('text.yesterday');
    case 1:
      return t('text.tomorrow');
    default:
      return t(days < 0 ? 'text.daysAgo' : 'text.daysAhead', { count: Math.abs(days) });
  }
}

/** What an option is called; 0 is "none yet". */
export function optionText(
  field: FilterField | undefined,
  value: number | string,
  language: Language,
  t: TFunction<'pipelineFilters'>,
): string {
  const option = field?.options.find((one) => one.value === value);
  return option?.label[language] ?? (value === 0 ? t('none') : String(value));
}
