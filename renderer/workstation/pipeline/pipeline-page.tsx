import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import { useUi } from '../app/ui-store.ts';
import { applicationKeys } from '../applications/application-queries.ts';
import { FilterBar } from './filters/filter-bar.tsx';
import { ListBody } from './list-body.tsx';
import { ListFooter } from './list-footer.tsx';
import classes from './pipeline-page.module.css';
import { useApplicationList, useUserColumns } from './pipeline-queries.ts';
import { usePipeline } from './pipeline-store.ts';
import { PipelineToolbar } from './pipeline-toolbar.tsx';
import { resolveColumns } from './table/cell-registry.tsx';
import { useRowKeys } from './table/use-row-keys.ts';

const noRows: readonly ApplicationRow[] = [];
const panelId = 'pipeline-list';

/** The pipeline: stages as tabs, the filters and columns the user set, and the rows. */
export default function PipelinePage() {
  const queryClient = useQueryClient();
  const { view, activeId, setActive, setPage, setSize, setSort } = usePipeline();
  const { applicationId, openApplication } = useUi();
  const list = useApplicationList(view);
  const userColumns = useUserColumns(view.stageTypeId);
  const columns = useMemo(() => resolveColumns(userColumns.data ?? []), [userColumns.data]);
  const rows = list.data?.dataList ?? noRows;
  const total = list.data?.pagination.total;

  const open = useCallback(
    (row: ApplicationRow) => {
      // The panel shows the row at once and needs no answer for it.
      queryClient.setQueryData(applicationKeys.one(row.application_id), row);
      setActive(row.application_id);
      openApplication(row.application_id);
    },
    [queryClient, setActive, openApplication],
  );
  const activate = useCallback((row: ApplicationRow) => setActive(row.application_id), [setActive]);
  useRowKeys({ rows, activeId, onOpen: open, panelOpen: applicationId !== undefined });

  // The last row of the last page may go: then the page before is the last.
  const lastPage = total === undefined ? undefined : Math.max(1, Math.ceil(total / view.size));
  useEffect(() => {
    if (!list.isPlaceholderData && lastPage !== undefined && view.page > lastPage) {
      setPage(lastPage);
    }
  }, [list.isPlaceholderData, lastPage, view.page, setPage]);

  const scroller = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page or order starts at its top.
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [view]);

  return (
    <div className={classes.page}>
      <PipelineToolbar panelId={panelId} />
      <FilterBar rows={rows} />
      <div
        id={panelId}
        role="tabpanel"
        ref={scroller}
        className={classes.scroller}
        aria-busy={list.isFetching}
      >
        <ListBody
          list={list}
          rows={rows}
          columns={columns}
          columnsReady={userColumns.data !== undefined}
          columnsError={userColumns.data ? null : userColumns.error}
          onRetryColumns={() => void userColumns.refetch()}
          view={view}
          activeId={activeId}
          openId={applicationId}
          onSort={setSort}
          onActivate={activate}
          onOpen={open}
        />
      </div>
      <ListFooter
        total={total}
        page={view.page}
        size={view.size}
        onPage={setPage}
        onSize={setSize}
      />
    </div>
  );
}
