import { Alert, Button, Group } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import type { Column } from '../../../shared/catalogue/columns.ts';
import { useDelayed } from '../ui/use-delayed.ts';
import { ListEmpty } from './list-empty.tsx';
import classes from './pipeline-page.module.css';
import type { PipelineView } from './pipeline-view.ts';
import { ApplicationTable } from './table/application-table.tsx';
import { TableSkeleton } from './table/table-skeleton.tsx';

/** The rows, or what stands in their place: loading, an error, or nothing to show. */
export function ListBody(props: {
  list: Pick<UseQueryResult, 'data' | 'error' | 'isPlaceholderData' | 'refetch'>;
  rows: readonly ApplicationRow[];
  columns: readonly Column[];
  columnsReady: boolean;
  columnsError: Error | null;
  onRetryColumns(): void;
  view: PipelineView;
  activeId: number | undefined;
  openId: number | undefined;
  onSort(sort: number): void;
  onActivate(row: ApplicationRow): void;
  onOpen(row: ApplicationRow): void;
}) {
  const { list, rows, columns, columnsReady, view } = props;
  const { t } = useTranslation(['pipeline', 'app']);
  const error = list.error ?? props.columnsError;
  const ready = list.data !== undefined && columnsReady;
  const slow = useDelayed(!ready && !error);
  const late = useDelayed(list.isPlaceholderData);

  const retry = () => {
    void list.refetch();
    if (props.columnsError) props.onRetryColumns();
  };
  if (error && (!ready || list.isPlaceholderData)) {
    return (
      <Alert color="red" m="md" role="alert" title={t('failed.title')}>
        <p>{error.message}</p>
        <Button variant="default" onClick={retry}>
          {t('app:errors.retry')}
        </Button>
      </Alert>
    );
  }
  if (!ready) return slow && <TableSkeleton rows={view.size} />;
  return (
    <>
      {error && (
        <Alert color="orange" role="alert" className={classes.notice} py={6}>
          <Group gap="sm">
            {t('failed.stale', { reason: error.message })}
            <Button variant="default" onClick={retry}>
              {t('app:errors.retry')}
            </Button>
          </Group>
        </Alert>
      )}
      <div className={late ? classes.stale : undefined}>
        {rows.length === 0 ? (
          <ListEmpty view={view} />
        ) : (
          <ApplicationTable
            rows={rows}
            columns={columns}
            activeId={props.activeId}
            openId={props.openId}
            sort={view.sort}
            onSort={props.onSort}
            onActivate={props.onActivate}
            onOpen={props.onOpen}
          />
        )}
      </div>
    </>
  );
}
