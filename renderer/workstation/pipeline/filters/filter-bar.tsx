import { ActionIcon, Button } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconArrowsSort,
  IconColumns3,
  IconFilterPlus,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { listSort } from '../../../../shared/api/process.ts';
import { filterField } from '../../../../shared/catalogue/filter-fields.ts';
import { searchKeys } from '../../../../shared/catalogue/search-keys.ts';
import { statusOptions } from '../../../../shared/catalogue/status-options.ts';
import { useUi } from '../../app/ui-store.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import { FilterPill } from '../../ui/filter-pill.tsx';
import { useOwnKey } from '../../ui/own-keys.ts';
import { catchTyping } from '../../ui/type-ahead.ts';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { useUserSearchParams } from '../pipeline-queries.ts';
import { usePipeline } from '../pipeline-store.ts';
import { isNarrowed } from '../pipeline-view.ts';
import { ViewStrip } from '../views/view-strip.tsx';
import classes from './filter-bar.module.css';
import { FilterChips } from './filter-chips.tsx';
import { countLeaves } from './filter-tree.ts';
import { PositionFilter } from './position-filter.tsx';
import { SearchBox } from './search-box.tsx';

const sorts = Object.keys(listSort) as (keyof typeof listSort)[];

/** Search, position, the filters the user set for the stage, sorting, and both settings. */
export const FilterBar = memo(function FilterBar() {
  const { t } = useTranslation(['pipeline', 'app']);
  const view = usePipeline((state) => state.view);
  const { setSort, clearNarrowing } = usePipeline.getState();
  const openPipelineSettings = useUi((state) => state.openPipelineSettings);
  const localized = useLocalized();
  return (
    <search className={classes.bar} aria-label={t('filters.label')}>
      <div className={classes.filters}>
        <SearchBox />
        <PositionFilter />
        <StatusFilters />
        <ConditionsButton />
        {isNarrowed(view) && (
          <Button variant="subtle" px={8} onClick={clearNarrowing}>
            {t('filters.clear')}
          </Button>
        )}
      </div>
      <div className={classes.tools}>
        <FilterPill
          label={t('sort.label')}
          icon={<IconArrowsSort size={14} stroke={1.7} />}
          value={view.order.length > 0 ? -1 : view.sort}
          valueLabel={view.order
            .map(({ key, direction }) => {
              const name = filterField(key)?.label;
              return `${name ? localized(name) : key} ${direction === 'asc' ? '↑' : '↓'}`;
            })
            .join(' ')}
          options={sorts.map((name) => ({ value: listSort[name], label: t(`sort.${name}`) }))}
          onChange={setSort}
        />
        <ActionIcon
          aria-label={t('settings.searchParams')}
          title={t('settings.searchParams')}
          onClick={() => openPipelineSettings('searchParams')}
        >
          <IconAdjustmentsHorizontal size={18} stroke={1.6} />
        </ActionIcon>
        <ActionIcon
          aria-label={t('settings.columns')}
          title={t('settings.columns')}
          onClick={() => openPipelineSettings('columns')}
        >
          <IconColumns3 size={18} stroke={1.6} />
        </ActionIcon>
      </div>
      <div className={classes.second}>
        {view.filter && <FilterChips filter={view.filter} />}
        <ViewStrip />
      </div>
    </search>
  );
});

/** Opens the filter builder, and says how many conditions there are; `F` does too. */
function ConditionsButton() {
  const { t } = useTranslation('pipelineFilters');
  const filter = usePipeline((state) => state.view.filter);
  const openPipelineDialog = useUi((state) => state.openPipelineDialog);
  const open = () => openPipelineDialog('filters');
  const key = useOwnKey()('f');
  useShortcut('f', t('open'), () => {
    catchTyping();
    open();
  });
  const count = countLeaves(filter);
  return (
    <button
      type="button"
      data-filter-builder
      data-active={count > 0 || undefined}
      className={classes.conditions}
      aria-keyshortcuts={key}
      onClick={open}
    >
      <IconFilterPlus size={15} stroke={1.7} aria-hidden="true" />
      {t('add')}
      {count > 0 && <span className={classes.count}>{count}</span>}
    </button>
  );
}

/** One pill a search param in use, in the user's order; 0 shows all. */
function StatusFilters() {
  const { t } = useTranslation(['pipeline', 'app']);
  const localized = useLocalized();
  const view = usePipeline((state) => state.view);
  const { setFilter } = usePipeline.getState();
  const { data: keys, error, refetch } = useUserSearchParams(view);
  if (error && !keys) {
    return (
      <Button variant="subtle" color="red" px={8} onClick={() => void refetch()}>
        {t('filters.failed')} · {t('app:errors.retry')}
      </Button>
    );
  }
  // A filter that the URL brings is shown even where its search param is not in use.
  const active = Object.keys(view.filters).filter((key) => !keys?.includes(key));
  const shown = [...(keys ?? []), ...active].flatMap(
    (key) => searchKeys.find((entry) => entry.key === key) ?? [],
  );
  return shown.map(({ key, label, options }) => (
    <FilterPill
      key={key}
      label={localized(label)}
      value={view.filters[key] ?? 0}
      neutral={0}
      options={[
        { value: 0, label: t('filters.all') },
        ...statusOptions[options].map((option) => ({
          value: option.value,
          label: localized(option.label),
          tone: option.tone,
        })),
      ]}
      onChange={(value) => setFilter(key, value)}
    />
  ));
}
