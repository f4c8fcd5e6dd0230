import { IconX } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type FilterGroup,
  type FilterLeaf,
  isFilterGroup,
} from '../../../../shared/api/list-filter.ts';
import { filterField } from '../../../../shared/catalogue/filter-fields.ts';
import { useUi } from '../../app/ui-store.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { usePipeline } from '../pipeline-store.ts';
import classes from './filter-chips.module.css';
import { leafText } from './filter-text.ts';
import { type FilterPath, withoutNode } from './filter-tree.ts';

/** The conditions of the view in words, each opened by a click and taken off by its cross. */
export function FilterChips({ filter }: { filter: FilterGroup }) {
  const { t } = useTranslation('pipelineFilters');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset lays its children out in its own way.
    <div role="group" aria-label={t('chips')} className={classes.chips}>
      <Items filter={filter} group={filter} path={[]} />
    </div>
  );
}

function Items(props: { filter: FilterGroup; group: FilterGroup; path: FilterPath }) {
  const { filter, group, path } = props;
  const { t } = useTranslation('pipelineFilters');
  return group.items.map((item, index) => {
    const at = [...path, index];
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place in the tree.
      <Fragment key={index}>
        {index > 0 && <span className={classes.connective}>{t(group.op)}</span>}
        {isFilterGroup(item) ? (
          <>
            <span className={classes.bracket}>(</span>
            <Items filter={filter} group={item} path={at} />
            <span className={classes.bracket}>)</span>
          </>
        ) : (
          <Chip filter={filter} leaf={item} path={at} />
        )}
      </Fragment>
    );
  });
}

function Chip({ filter, leaf, path }: { filter: FilterGroup; leaf: FilterLeaf; path: FilterPath }) {
  const { t } = useTranslation('pipelineFilters');
  const language = useLanguage();
  const show = usePipeline((state) => state.show);
  const openPipelineDialog = useUi((state) => state.openPipelineDialog);
  const { column, operator, value } = leafText(leaf, language, t);
  const text = [column, operator, value].filter(Boolean).join(' ');
  const option = filterField(leaf.column)?.options.find((one) => one.value === leaf.value);
  return (
    <span className={classes.chip}>
      <button
        type="button"
        className={classes.text}
        title={text}
        onClick={() => openPipelineDialog('filters')}
      >
        <span className="visually-hidden">{t('editing')}</span>
        <span className={classes.column}>{column}</span> {operator}{' '}
        {option && <span className={classes.dot} data-dot={option.tone} />}
        {value && <span className={classes.value}>{value}</span>}
      </button>
      <button
        type="button"
        className={classes.remove}
        aria-label={t('remove', { text })}
        onClick={(event) => {
          // The bar has no row of chips any more: the keyboard goes on where they came from.
          const bar = event.currentTarget.closest('search');
          show({ filter: withoutNode(filter, path) });
          bar?.querySelector<HTMLButtonElement>('[data-filter-builder]')?.focus();
        }}
      >
        <IconX size={12} stroke={2} aria-hidden="true" />
      </button>
    </span>
  );
}
