import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './table-skeleton.module.css';

const columnWidths = [150, 110, 80, 72, 72, 72, 90, 70];
const lines = Array.from({ length: 20 }, (_, index) => index);

/** Grey lines in the shape of the grid, for a wait that lasts. */
export function TableSkeleton() {
  const { t } = useTranslation('app');
  return (
    <div role="status" aria-label={t('loading')} className={classes.lines}>
      {lines.map((line) => (
        <div key={line} className={classes.line}>
          {columnWidths.map((width, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change.
            <Skeleton key={column} h={14} w={width} />
          ))}
        </div>
      ))}
    </div>
  );
}
