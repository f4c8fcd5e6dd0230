import { useElementSize } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import {
  type CSSProperties,
  type MouseEvent,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { GridLayout } from '../../../../shared/api/grid-layout.ts';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import { useUi } from '../../app/ui-store.ts';
import { applicationKeys } from '../../applications/application-queries.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { useStableCallback } from '../../ui/use-stable-callback.ts';
import { boundedWidth, changeColumn } from '../layout/layout-changes.ts';
import type { GridLayoutControl } from '../layout/use-grid-layout.ts';
import { usePipeline } from '../pipeline-store.ts';
import { type PipelineView, viewRequest } from '../pipeline-view.ts';
import { isSelected, useSelection } from '../selection/selection-store.ts';
import classes from './grid.module.css';
import { type FocusTarget, focusTarget } from './grid-focus.ts';
import { GridHeader } from './grid-header.tsx';
import { gridRoles } from './grid-roles.ts';
import { GridRow, type RowColumn } from './grid-row.tsx';
import { useRecordSteps } from './record-steps.ts';
import { orderRows } from './row-order.ts';
import { RowSlots } from './row-slots.ts';
import { useColumns } from './use-columns.ts';
import { useGridKeys } from './use-grid-keys.ts';
import type { GridRows } from './use-grid-rows.ts';
import { useRowSelection } from './use-row-selection.ts';

/** The rows of the pipeline: any number of them, drawn where they are on screen. */
export function PipelineGrid(props: {
  view: PipelineView;
  layout: GridLayout;
  change: GridLayoutControl['change'];
  grid: GridRows;
  /** Another view is on its way, and these rows have waited for it for a while. */
  stale: boolean;
}) {
  const { view, layout, change, grid } = props;
  const { virtualizer, rows, rowHeight, activeIndex, setActiveIndex, pageRows } = grid;
  const { t } = useTranslation('pipeline');
  const language = useLanguage();
  const client = useQueryClient();
  const { applicationId, openApplication } = useUi();
  const setActive = usePipeline((state) => state.setActive);
  const { selected, selectAll } = useSelection();
  const { ref: sizeRef, width } = useElementSize();
  // Until it is measured it is as wide as what stood in its place: rows are laid out once, not twice.
  const [before] = useState(() => document.querySelector('[role="tabpanel"]')?.clientWidth ?? 0);
  const available = width || before;
  const table = useRef<HTMLTableElement>(null);
  const request = useMemo(() => viewRequest(view), [view]);

  const [sizing, setSizing] = useState<Record<string, number>>({});
  const columns = useColumns(layout, language, available, sizing, setSizing);
  const { placed } = columns;
  const keepWidths = useEffectEvent(() => {
    let next = layout;
    for (const [key, width] of Object.entries(sizing)) {
      next = changeColumn(next, key, { width: boundedWidth(width) });
    }
    if (next !== layout) change(next);
  });
  const onResized = useCallback(() => keepWidths(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the layout has what was dragged by now.
  useLayoutEffect(() => setSizing({}), [layout]);
  const rowColumns = useSameColumns(placed);

  const open = useCallback(
    (row: ApplicationRow) => {
      // The panel shows the row at once and needs no answer for it.
      client.setQueryData(applicationKeys.one(row.application_id), row);
      setActive(row.application_id);
      openApplication(row.application_id);
    },
    [client, setActive, openApplication],
  );

  // What the keyboard asked for and the next rows drawn fulfil.
  const focusing = useRef<FocusTarget>(null);
  const opening = useRef<number>(null);
  const [, redraw] = useState(0);
  useLayoutEffect(() => {
    const target = focusing.current;
    if (!target || !table.current) return;
    const { activeElement } = document;
    const elsewhere = activeElement !== document.body && !table.current.contains(activeElement);
    // A row that is fetched is drawn anew: the focus is put on it again.
    const settled = focusTarget(table.current, target) && rows.at(target.index) !== undefined;
    if (settled || (elsewhere && applicationId === undefined)) focusing.current = null;
  });
  useEffect(() => {
    const row = opening.current === null ? undefined : rows.at(opening.current);
    if (!row) return;
    opening.current = null;
    open(row);
  });

  const activate = useStableCallback((index: number) => {
    setActiveIndex(index);
    setActive(rows.at(index)?.application_id);
  });
  const goTo = (target: FocusTarget) => {
    activate(target.index);
    virtualizer.scrollToIndex(target.index, { align: 'auto' });
    focusing.current = target;
    if (applicationId !== undefined && target.place < 0) opening.current = target.index;
    redraw((count) => count + 1);
  };
  const step = useEffectEvent((by: 1 | -1) => {
    goTo({ index: Math.min(Math.max(activeIndex + by, 0), rows.total - 1), place: -1 });
  });
  useEffect(() => {
    useRecordSteps.setState({ step });
    return () => useRecordSteps.setState({ step: undefined });
  }, []);
  const selection = useRowSelection(rows);
  useGridKeys(table, {
    total: rows.total,
    activeIndex,
    columnCount: placed.length,
    panelOpen: applicationId !== undefined,
    pageRows,
    onScreen: () => ({ first: grid.first, last: grid.last }),
    goTo,
    open(index) {
      const row = rows.at(index);
      if (row) open(row);
    },
    toggle: (index) => selection.select(index, false),
    selectTo: (index, from) => selection.select(index, true, from),
    selectAll: () => selectAll(request),
    clearSelection: selection.clear,
  });

  const onClick = useStableCallback((index: number, event: MouseEvent) => {
    const row = rows.at(index);
    if (!row) return;
    if (event.shiftKey) selection.select(index, true);
    else if (event.ctrlKey || event.metaKey) selection.select(index, false);
    else open(row);
  });

  const style = gridVariables(placed, rowHeight);
  const [slots] = useState(() => new RowSlots());
  const shown = virtualizer.getVirtualItems().map(({ index, start }) => {
    const row = rows.at(index);
    return { index, start, row, id: row?.application_id };
  });
  const assigned = slots.assign(shown, activeIndex);
  // In the order of their slots: React moves none of them.
  const drawn = shown.map((item, place) => ({ ...item, slot: assigned[place] ?? -1 }));
  drawn.sort((a, b) => a.slot - b.slot);
  const body = useRef<HTMLTableSectionElement>(null);
  useLayoutEffect(() => {
    if (body.current && !virtualizer.isScrolling) orderRows(body.current);
  });
  return (
    <div ref={sizeRef}>
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows take focus and act on keys, as a grid's do.
        role="grid"
        className={`${classes.grid} ${props.stale ? classes.stale : ''}`}
        aria-label={t('table.label')}
        aria-rowcount={rows.total + 1}
        aria-colcount={placed.length}
        aria-multiselectable
        data-density={layout.density}
        style={style}
      >
        <GridHeader
          table={columns.table}
          placed={placed}
          layout={layout}
          change={change}
          onResized={onResized}
          view={request}
          total={rows.total}
        />
        <tbody
          {...gridRoles.rowGroup}
          ref={body}
          className={classes.body}
          style={{ height: grid.height }}
        >
          {drawn.map(({ index, start, row, id, slot }) => (
            <GridRow
              key={slot}
              index={index}
              row={row}
              columns={rowColumns}
              language={language}
              top={start - virtualizer.options.paddingStart}
              tabStop={index === activeIndex}
              open={id !== undefined && id === applicationId}
              selected={id !== undefined && isSelected(selected, id)}
              onFocus={activate}
              onClick={onClick}
              onSelect={selection.select}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The columns as rows know them: the same array as long as nothing but widths changes. */
function useSameColumns(
  placed: readonly { key: string; pin: RowColumn['pin']; edge: boolean }[],
): readonly RowColumn[] {
  const text = JSON.stringify(placed.map(({ key, pin, edge }) => ({ key, pin, edge })));
  return useMemo(() => JSON.parse(text) as RowColumn[], [text]);
}

/** Widths and offsets as variables, so that a column that is dragged draws no row anew. */
function gridVariables(
  placed: readonly { key: string; width: number; offset: number }[],
  rowHeight: number,
): CSSProperties {
  const total = placed.reduce((sum, { width }) => sum + width, 0);
  // What the columns leave of the width stands before those pinned to the right.
  const variables: Record<string, string> = {
    '--grid-columns': placed.map(({ width }) => `${width}px`).join(' '),
    '--grid-width': `${total}px`,
    '--row-height': `${rowHeight}px`,
  };
  for (const { key, offset } of placed) variables[`--offset-${key}`] = `${offset}px`;
  return variables;
}
