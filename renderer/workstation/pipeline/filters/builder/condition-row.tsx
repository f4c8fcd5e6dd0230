import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filterField, filterFields } from '../../../../../shared/catalogue/filter-fields.ts';
import {
  type FilterOperatorName,
  filterOperators,
  operatorsOf,
} from '../../../../../shared/catalogue/filter-operators.ts';
import { daysFromToday } from '../../../../../shared/catalogue/relative-days.ts';
import { stageTypes } from '../../../../../shared/catalogue/stages.ts';
import { isDate } from '../../../../../shared/time.ts';
import { useLanguage, useLocalized } from '../../../i18n/i18n.ts';
import classes from './filter-builder.module.css';
import { type DraftLeaf, leafFault, withColumn, withOperator } from './filter-draft.ts';
import { OperandEditor } from './operand-editor.tsx';

/** One condition: column, operator, value. */
export function ConditionRow(props: {
  leaf: DraftLeaf;
  /** Its number among all conditions, from 1, that names its fields. */
  number: number;
  judged: boolean;
  onChange(leaf: DraftLeaf): void;
  onRemove(): void;
}) {
  const { leaf, number, judged, onChange, onRemove } = props;
  const { t } = useTranslation('pipelineFilters');
  const localized = useLocalized();
  // A value is judged once the keyboard has left it.
  const [left, setLeft] = useState(false);
  const [writing, setWriting] = useState(false);
  const columns = useColumnChoices();
  const field = leaf.column === undefined ? undefined : filterField(leaf.column);
  const fault = judged || left || hasBothDays(leaf.value) ? leafFault(leaf) : undefined;
  return (
    <div className={classes.condition}>
      <Select
        className={classes.column}
        aria-label={t('column', { number })}
        placeholder={t('chooseColumn')}
        data={columns}
        value={leaf.column ?? null}
        searchable
        selectFirstOptionOnChange
        // A moment after it opens, Mantine goes back to the option chosen before, and Enter would take
        // nothing where what was written does not offer that one. Writing opens it at the first one.
        selectFirstOptionOnDropdownOpen={writing}
        onKeyDown={({ key }) => setWriting(!key.startsWith('Arrow'))}
        onMouseDown={() => setWriting(false)}
        allowDeselect={false}
        nothingFoundMessage={t('noColumn')}
        // A new condition is written at once.
        autoFocus={leaf.column === undefined}
        data-autofocus={number === 1 || undefined}
        openOnFocus={false}
        onChange={(column) => column && onChange(withColumn(leaf, column))}
      />
      {field && (
        <>
          <Select
            className={classes.operator}
            aria-label={t('operator', { number })}
            data={operatorsOf[field.type].map((name) => ({
              value: name,
              label: localized(filterOperators[name].label),
            }))}
            value={leaf.operator}
            allowDeselect={false}
            onChange={(name) => name && onChange(withOperator(leaf, name as FilterOperatorName))}
          />
          <div className={classes.operand}>
            <OperandEditor
              field={field}
              operator={leaf.operator}
              value={leaf.value}
              number={number}
              error={fault && localized(fault)}
              onChange={(value) => onChange({ ...leaf, value })}
              onLeave={() => setLeft(true)}
            />
          </div>
        </>
      )}
      <ActionIcon
        className={classes.remove}
        aria-label={t('removeCondition', { number })}
        onClick={onRemove}
      >
        <IconX size={15} stroke={1.7} />
      </ActionIcon>
    </div>
  );
}

/** A calendar takes the keyboard from its field, so days are judged where both are chosen. */
function hasBothDays(value: DraftLeaf['value']): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(isDay);
}
function isDay(one: unknown): boolean {
  return typeof one === 'string' && (isDate(one) || daysFromToday(one) !== undefined);
}

/** Every column of the catalogue by its group. */
function useColumnChoices() {
  const { t } = useTranslation('pipelineFilters');
  const language = useLanguage();
  return useMemo(() => {
    const groups = [
      { key: 'identity', label: t('identity') },
      ...stageTypes.map(({ key, label }) => ({ key, label: label[language] })),
    ];
    return groups
      .map(({ key, label }) => ({
        group: label,
        items: filterFields
          .filter(({ group }) => group === key)
          .map((field) => ({ value: field.key, label: field.label[language] })),
      }))
      .filter(({ items }) => items.length > 0);
  }, [t, language]);
}
