import {
  IconBaselineDensityLarge,
  IconBaselineDensityMedium,
  IconBaselineDensitySmall,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridLayout } from '../../../../shared/api/grid-layout.ts';
import { gridDensities } from '../../../../shared/catalogue/grid-columns.ts';
import { Segments } from '../../ui/segments.tsx';
import type { GridLayoutControl } from '../layout/use-grid-layout.ts';
import type { ViewRequest } from '../pipeline-view.ts';
import { SelectionBar } from '../selection/selection-bar.tsx';
import { selectedCount, useSelection } from '../selection/selection-store.ts';
import { reachableRows } from '../table/densities.ts';
import { ColumnsMenu } from './columns-menu.tsx';
import classes from './grid-footer.module.css';

const icons = {
  compact: IconBaselineDensitySmall,
  normal: IconBaselineDensityMedium,
  comfortable: IconBaselineDensityLarge,
} as const;

/** How many rows there are and which are on screen, or what is selected of them; and how they look. */
export function GridFooter(props: {
  view: ViewRequest;
  total: number;
  /** The rows on screen, from 0. */
  first: number;
  last: number;
  layout: GridLayout;
  control: GridLayoutControl;
}) {
  const { view, total, first, last, layout, control } = props;
  const { t } = useTranslation('pipeline');
  const selected = useSelection((state) => state.selected);
  const selecting = selectedCount(selected, total) > 0;
  const reachable = reachableRows(layout.density);
  return (
    <footer className={classes.footer}>
      {selecting ? (
        <SelectionBar view={view} total={total} />
      ) : (
        <div className={classes.counts}>
          <span aria-live="polite">{t('paging.total', { count: total })}</span>
          {total > 0 && (
            <span className={classes.range}>
              {t('paging.range', { first: first + 1, last: Math.min(last + 1, total) })}
            </span>
          )}
          {total > reachable && <span>{t('paging.tooMany', { count: reachable })}</span>}
        </div>
      )}
      <div className={classes.controls} data-selecting={selecting || undefined}>
        <GridControls layout={layout} control={control} />
      </div>
    </footer>
  );
}

/** How the rows look; apart from the counts, which change while the list scrolls. */
const GridControls = memo(function GridControls(props: {
  layout: GridLayout;
  control: GridLayoutControl;
}) {
  const { layout, control } = props;
  const { t } = useTranslation('pipeline');
  return (
    <>
      <ColumnsMenu layout={layout} control={control} />
      <Segments
        label={t('density.label')}
        value={layout.density}
        options={gridDensities.map((density) => {
          const Icon = icons[density];
          return {
            value: density,
            label: (
              <span className={classes.density} title={t(`density.${density}`)}>
                <Icon size={15} stroke={1.6} aria-hidden />
                <span className="visually-hidden">{t(`density.${density}`)}</span>
              </span>
            ),
          };
        })}
        onChange={(density) => control.change({ ...layout, density })}
      />
    </>
  );
});
