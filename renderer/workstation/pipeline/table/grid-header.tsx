import {
  type Announcements,
  closestCenter,
  DndContext,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { restrictToHorizontalAxis } from '@dnd-kit/modifiers';
import { horizontalListSortingStrategy, SortableContext } from '@dnd-kit/sortable';
import { type MouseEvent, memo, type ReactNode, type TouchEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridLayout } from '../../../../shared/api/grid-layout.ts';
import { RowCheckbox } from '../../ui/row-checkbox.tsx';
import { useStableCallback } from '../../ui/use-stable-callback.ts';
import { moveColumn } from '../layout/layout-changes.ts';
import type { GridLayoutControl } from '../layout/use-grid-layout.ts';
import type { ViewRequest } from '../pipeline-view.ts';
import { selectedCount, useSelection } from '../selection/selection-store.ts';
import { viewOfColumn } from './column-views.tsx';
import gridClasses from './grid.module.css';
import { gridRoles } from './grid-roles.ts';
import { columnStyle } from './grid-row.tsx';
import { HeaderCell } from './header-cell.tsx';
import { actionsKey, type GridTable, type PlacedColumn, selectKey } from './use-columns.ts';

/** The heads of the columns. One of them is a tab stop; the arrows go from one to the next. */
export const GridHeader = memo(function GridHeader(props: {
  table: GridTable;
  placed: readonly PlacedColumn[];
  layout: GridLayout;
  change: GridLayoutControl['change'];
  onResized(): void;
  view: ViewRequest;
  total: number;
}) {
  const { table, placed, layout, change, onResized } = props;
  const { t } = useTranslation('pipeline');
  const [active, setActive] = useState('candidate');
  const tabStop = placed.some(({ key }) => key === active) ? active : 'candidate';
  const headers = table.getLeafHeaders();
  const startResizing = useStableCallback((key: string, event: MouseEvent | TouchEvent) =>
    headers.find(({ column: { id } }) => id === key)?.getResizeHandler()(event),
  );
  return (
    <ColumnDragging layout={layout} change={change}>
      <thead
        {...gridRoles.rowGroup}
        className={gridClasses.head}
        onFocus={(event) => {
          const key = event.target.closest<HTMLElement>('[data-key]')?.dataset.key;
          if (key) setActive(key);
        }}
      >
        <tr {...gridRoles.row} aria-rowindex={1} className={gridClasses.headRow}>
          {placed.map((column, place) => {
            const view = viewOfColumn(column.key);
            if (view) {
              const header = headers.find(({ column: { id } }) => id === column.key);
              return (
                <HeaderCell
                  key={column.key}
                  column={view}
                  placed={column}
                  place={place}
                  layout={layout}
                  change={change}
                  tabIndex={tabStop === column.key ? 0 : -1}
                  resizing={header?.column.getIsResizing() ?? false}
                  onResize={startResizing}
                  onResized={onResized}
                />
              );
            }
            return (
              <th
                key={column.key}
                {...gridRoles.head}
                scope="col"
                className={gridClasses.headCell}
                data-key={column.key}
                data-pin={column.pin}
                aria-colindex={place + 1}
                style={columnStyle(column)}
              >
                {column.key === selectKey && (
                  <SelectAll {...props} active={tabStop === selectKey} />
                )}
                {column.key === actionsKey && (
                  <span className="visually-hidden">{t('table.actions')}</span>
                )}
              </th>
            );
          })}
        </tr>
      </thead>
    </ColumnDragging>
  );
});

function SelectAll(props: { view: ViewRequest; total: number; active: boolean }) {
  const { t } = useTranslation('pipeline');
  const { selected, selectAll, clear } = useSelection();
  const count = selectedCount(selected, props.total);
  const all = count > 0 && selected.mode === 'view' && selected.excluded.size === 0;
  return (
    <RowCheckbox
      data-head={selectKey}
      tabIndex={props.active ? 0 : -1}
      disabled={props.total === 0}
      checked={all}
      indeterminate={count > 0 && !all}
      aria-label={t('selection.everything')}
      onChange={() => (all ? clear() : selectAll(props.view))}
    />
  );
}

/** Drags heads along their row; the keyboard moves columns from their menu. */
function ColumnDragging(props: {
  layout: GridLayout;
  change: GridLayoutControl['change'];
  children: ReactNode;
}) {
  const { layout, change } = props;
  // The same array as long as the columns are, or every head would be drawn anew.
  const items = useMemo(
    () => layout.columns.filter(({ visible }) => visible).map(({ key }) => key),
    [layout],
  );
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[restrictToHorizontalAxis]}
      accessibility={{ announcements: silent, container: document.body }}
      onDragEnd={({ active, over }) => {
        if (over && over.id !== active.id) {
          change(moveColumn(layout, String(active.id), String(over.id)));
        }
      }}
    >
      <SortableContext items={items} strategy={horizontalListSortingStrategy}>
        {props.children}
      </SortableContext>
    </DndContext>
  );
}

// Dragging is the pointer's alone: there is nothing to say to who doesn't see it.
const silent: Announcements = {
  onDragStart: () => undefined,
  onDragOver: () => undefined,
  onDragEnd: () => undefined,
  onDragCancel: () => undefined,
};
