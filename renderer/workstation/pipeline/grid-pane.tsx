import { Alert, Button, Group } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridLayout } from '../../../shared/api/grid-layout.ts';
import { useUi } from '../app/ui-store.ts';
import { useDelayed } from '../ui/use-delayed.ts';
import { GridFooter } from './footer/grid-footer.tsx';
import type { GridLayoutControl } from './layout/use-grid-layout.ts';
import { ListEmpty } from './list-empty.tsx';
import classes from './pipeline-page.module.css';
import { usePipeline } from './pipeline-store.ts';
import { type PipelineView, viewRequest } from './pipeline-view.ts';
import { PipelineGrid } from './table/pipeline-grid.tsx';
import { useGridRows } from './table/use-grid-rows.ts';

const restMilliseconds = 250;

/** The rows of the view that is shown, scrolled, with what is told about them below. */
export function GridPane(props: {
  panelId: string;
  view: PipelineView;
  firstRow: number;
  layout: GridLayout;
  control: GridLayoutControl;
  /** Another view is on its way, or could not be loaded. */
  pending: boolean;
  error: Error | null;
  onRetry(): void;
}) {
  const { view, firstRow, layout, control, pending, error } = props;
  const { t } = useTranslation(['pipeline', 'app']);
  const scroller = useRef<HTMLDivElement>(null);
  const activeId = usePipeline((state) => state.activeId);
  const rememberRow = usePipeline((state) => state.rememberRow);
  // A link straight to a record: the keys go on from it.
  const openId = useUi((state) => state.applicationId);
  const { density } = layout;
  const grid = useGridRows({ view, firstRow, density, scroller, activeId: activeId ?? openId });
  const { first } = grid;
  const { total } = grid.rows;
  const stale = useDelayed(pending);

  useEffect(() => {
    if (pending) return;
    const timer = setTimeout(() => rememberRow(first), restMilliseconds);
    return () => clearTimeout(timer);
  }, [first, pending, rememberRow]);

  return (
    <>
      <div
        id={props.panelId}
        role="tabpanel"
        ref={scroller}
        className={classes.scroller}
        aria-busy={pending}
      >
        {error && (
          <Alert color="orange" role="alert" className={classes.notice} py={6}>
            <Group gap="sm">
              {t('failed.stale', { reason: error.message })}
              <Button variant="default" onClick={props.onRetry}>
                {t('app:errors.retry')}
              </Button>
            </Group>
          </Alert>
        )}
        {total === 0 ? (
          <ListEmpty view={view} />
        ) : (
          <PipelineGrid
            view={view}
            layout={layout}
            change={control.change}
            grid={grid}
            stale={stale}
          />
        )}
      </div>
      <GridFooter
        view={viewRequest(view)}
        total={total}
        first={first}
        last={grid.last}
        layout={layout}
        control={control}
      />
    </>
  );
}
