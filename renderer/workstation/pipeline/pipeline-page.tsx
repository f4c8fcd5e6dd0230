import { Alert, Button } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../ui/use-delayed.ts';
import { BoardPane } from './board/board-pane.tsx';
import { usePipelineMode } from './board/board-store.ts';
import { FilterBar } from './filters/filter-bar.tsx';
import { GridPane } from './grid-pane.tsx';
import classes from './pipeline-page.module.css';
import { usePipeline } from './pipeline-store.ts';
import { PipelineToolbar } from './pipeline-toolbar.tsx';
import { viewRequest } from './pipeline-view.ts';
import { ReadInProgress } from './rows/read-in-progress.tsx';
import { useShownView } from './rows/use-shown-view.ts';
import { useSelection } from './selection/selection-store.ts';
import { TableSkeleton } from './table/table-skeleton.tsx';

const panelId = 'pipeline-list';

/** The pipeline: stages as tabs, the filters and columns the user set, and the rows. */
export default function PipelinePage() {
  const mode = usePipelineMode((state) => state.mode);
  const view = usePipeline((state) => state.view);
  if (mode === 'list') return <ListPage />;
  return (
    <div className={classes.page}>
      <PipelineToolbar panelId={panelId} />
      <FilterBar />
      <BoardPane panelId={panelId} view={view} mode={mode} />
    </div>
  );
}

function ListPage() {
  const { t } = useTranslation(['pipeline', 'app']);
  const view = usePipeline((state) => state.view);
  const firstRow = usePipeline((state) => state.firstRow);
  const viewChanged = useSelection((state) => state.viewChanged);
  const { shown, layout, pending, empty, error, retry } = useShownView(view, firstRow);
  const slow = useDelayed(empty && !error);

  useEffect(() => viewChanged(viewRequest(view)), [view, viewChanged]);

  return (
    <div className={classes.page}>
      <PipelineToolbar panelId={panelId} />
      <FilterBar />
      <ReadInProgress view={view} waiting={pending && !error} />
      {empty || !layout.layout || (error && pending) ? (
        <div id={panelId} role="tabpanel" className={classes.scroller} aria-busy={!error}>
          {error ? (
            <Alert color="red" m="md" role="alert" title={t('failed.title')}>
              <p>{error.message}</p>
              <Button variant="default" onClick={retry}>
                {t('app:errors.retry')}
              </Button>
            </Alert>
          ) : (
            slow && <TableSkeleton />
          )}
        </div>
      ) : (
        <GridPane
          panelId={panelId}
          view={shown.view}
          firstRow={shown.firstRow}
          layout={layout.layout}
          control={layout}
          pending={pending}
          error={error}
          onRetry={retry}
        />
      )}
    </div>
  );
}
