import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type MouseEvent, memo, type TouchEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridLayout } from '../../../../shared/api/grid-layout.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import { boundedWidth, changeColumn } from '../layout/layout-changes.ts';
import type { GridLayoutControl } from '../layout/use-grid-layout.ts';
import { usePipeline } from '../pipeline-store.ts';
import { shownOrder } from '../pipeline-view.ts';
import { ColumnMenu } from './column-menu.tsx';
import type { ColumnView } from './column-views.tsx';
import gridClasses from './grid.module.css';
import classes from './grid-header.module.css';
import { gridRoles } from './grid-roles.ts';
import { columnStyle } from './grid-row.tsx';
import { ResizeHandle } from './resize-handle.tsx';
import type { PlacedColumn } from './use-columns.ts';

/**
 * A column's head: a click sorts by it, with Shift after the columns sorted by already; it is dragged
 * to another place; its menu does the rest.
 */
export const HeaderCell = memo(function HeaderCell(props: {
  column: ColumnView;
  placed: PlacedColumn;
  place: number;
  layout: GridLayout;
  change: GridLayoutControl['change'];
  tabIndex: 0 | -1;
  resizing: boolean;
  onResize(key: string, event: MouseEvent | TouchEvent): void;
  onResized(): void;
}) {
  const { column, placed, layout, change, tabIndex } = props;
  const { t } = useTranslation('pipeline');
  const localized = useLocalized();
  const given = usePipeline((state) => state.view.order);
  const sort = usePipeline((state) => state.view.sort);
  const { orderBy } = usePipeline.getState();
  const label = localized(column.label);
  const order = shownOrder({ order: given, sort });
  const at = order.findIndex(({ key }) => key === column.orderKey);
  const direction = order[at]?.direction;
  const opposite = direction === 'asc' ? 'desc' : 'asc';
  const next = direction ? opposite : column.firstDirection;
  const Arrow = direction === 'desc' ? IconArrowDown : IconArrowUp;
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({
    id: column.key,
  });
  const setWidth = (width: number | null) =>
    change(
      changeColumn(layout, column.key, { width: width === null ? null : boundedWidth(width) }),
    );
  return (
    <th
      ref={setNodeRef}
      {...gridRoles.head}
      scope="col"
      className={`${gridClasses.headCell} ${classes.cell}`}
      style={{
        ...columnStyle(placed),
        transform: CSS.Translate.toString(transform),
        transition,
      }}
      data-key={column.key}
      data-pin={placed.pin}
      data-edge={placed.edge || undefined}
      data-dragging={isDragging || undefined}
      aria-colindex={props.place + 1}
      aria-sort={
        direction && at === 0 ? (direction === 'asc' ? 'ascending' : 'descending') : undefined
      }
      aria-label={label}
      {...listeners}
    >
      <UnstyledButton
        className={classes.sort}
        data-active={direction !== undefined || undefined}
        data-head={column.key}
        tabIndex={tabIndex}
        title={`${label} · ${t('column.sortHint')}`}
        onClick={(event) => orderBy(column.orderKey, next, event.shiftKey)}
      >
        <span className={classes.label}>{label}</span>
        <Arrow size={13} stroke={1.8} aria-hidden />
        {direction && (
          <span className="visually-hidden">
            {t(`column.${direction}`, { place: at + 1, count: order.length })}
          </span>
        )}
        {direction && order.length > 1 && (
          <span className={classes.place} aria-hidden>
            {at + 1}
          </span>
        )}
      </UnstyledButton>
      <ColumnMenu {...{ column, label, layout, change, tabIndex }} />
      <ResizeHandle
        label={label}
        width={placed.width}
        direction={placed.pin === 'right' ? -1 : 1}
        tabIndex={tabIndex}
        active={props.resizing}
        onDrag={(event) => props.onResize(column.key, event)}
        onDrop={props.onResized}
        onWidth={setWidth}
        onNatural={() => setWidth(null)}
      />
    </th>
  );
});
