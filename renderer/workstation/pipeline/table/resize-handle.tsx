import { type KeyboardEvent, type MouseEvent, type TouchEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { gridWidths } from '../../../../shared/catalogue/grid-columns.ts';
import classes from './grid-header.module.css';

const step = { fine: 8, coarse: 40 };

/**
 * The border of a column's head: dragged, or moved by the arrow keys (Shift for larger steps, Enter or
 * a double click for the column's own width).
 */
export function ResizeHandle(props: {
  label: string;
  width: number;
  /** 1 where the column grows to the right; -1 where it is pinned to the right side. */
  direction: 1 | -1;
  tabIndex: 0 | -1;
  active: boolean;
  onDrag(event: MouseEvent | TouchEvent): void;
  /** The drag is over. */
  onDrop(): void;
  onWidth(width: number): void;
  onNatural(): void;
}) {
  const { t } = useTranslation('pipeline');
  const { label, width, direction, onDrop } = props;
  const drop = useRef(onDrop);
  drop.current = onDrop;
  const dragging = useRef<AbortController>(null);
  useEffect(() => () => dragging.current?.abort(), []);

  const start = (event: MouseEvent | TouchEvent) => {
    event.stopPropagation();
    props.onDrag(event);
    dragging.current?.abort();
    const ended = new AbortController();
    dragging.current = ended;
    // After the table's own handler, which takes the last position first.
    const end = () => {
      ended.abort();
      setTimeout(() => drop.current(), 0);
    };
    for (const name of ['mouseup', 'touchend', 'touchcancel']) {
      document.addEventListener(name, end, { signal: ended.signal });
    }
  };
  const move = (event: KeyboardEvent) => {
    const by = event.shiftKey ? step.coarse : step.fine;
    if (event.key === 'ArrowLeft') props.onWidth(width - by * direction);
    else if (event.key === 'ArrowRight') props.onWidth(width + by * direction);
    else if (event.key === 'Enter') props.onNatural();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is moved, not a line.
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t('column.resize', { name: label })}
      aria-valuenow={width}
      aria-valuemin={gridWidths.least}
      aria-valuemax={gridWidths.most}
      aria-valuetext={t('column.pixels', { count: width })}
      tabIndex={props.tabIndex}
      className={classes.resize}
      data-active={props.active || undefined}
      onMouseDown={start}
      onTouchStart={start}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => {
        event.stopPropagation();
        props.onNatural();
      }}
      onKeyDown={move}
    />
  );
}
