import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './application-table.module.css';

const columnWidths = [150, 80, 72, 72, 72, 72, 70];
const mostRows = 20;

/** Grey lines in the shape of the table, for a wait that lasts. */
export function TableSkeleton({ rows }: { rows: number }) {
  const { t } = useTranslation('app');
  const lines = Array.from({ length: Math.min(rows, mostRows) }, (_, index) => index);
  return (
    <div role="status" aria-label={t('loading')}>
      <table className={classes.table} aria-hidden>
        <tbody>
          {lines.map((line) => (
            <tr key={line}>
              {columnWidths.map((width, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change.
                <td key={column}>
                  <Skeleton h={14} w={width} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
