import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { GridDensity } from '../../../../shared/catalogue/grid-columns.ts';
import type { PipelineView } from '../pipeline-view.ts';
import { useBlocks } from '../rows/use-blocks.ts';
import { headHeight, reachableRows, rowHeights } from './densities.ts';

/** Rows drawn before and after those on screen: what a turn of the wheel brings. */
const overscan = 4;

/** The rows on screen of a view of any length, and the row that the keyboard is on. */
export function useGridRows(options: {
  view: PipelineView;
  /** The row to start at when the view is shown. */
  firstRow: number;
  density: GridDensity;
  scroller: RefObject<HTMLDivElement | null>;
  activeId: number | undefined;
}) {
  const { view, firstRow, density, scroller, activeId } = options;
  const rowHeight = rowHeights[density];
  const [total, setTotal] = useState(firstRow + 1);
  const [activeIndex, setActiveIndex] = useState(firstRow);

  const virtualizer = useVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    count: Math.min(total, reachableRows(density)),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    overscan,
    initialOffset: firstRow * rowHeight,
    // The row that has the focus stays, or the focus would be lost with it.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      if (activeIndex < range.count && !indexes.includes(activeIndex)) indexes.push(activeIndex);
      return indexes;
    },
  });
  const { range } = virtualizer;
  // The head lies over what is scrolled up to it: the first row in sight is the one below.
  const scrolled = virtualizer.scrollOffset ?? firstRow * rowHeight;
  const first = Math.min(Math.floor(scrolled / rowHeight), Math.max(total - 1, 0));
  const last = range?.endIndex ?? firstRow;
  const rows = useBlocks(view, { first, last });
  if (rows.total !== total) setTotal(rows.total);

  // Rows come and go above the active one: it stays the active one wherever it is now.
  const found = activeId === undefined ? -1 : rows.indexOf(activeId);
  if (found >= 0 && found !== activeIndex) setActiveIndex(found);
  else if (total > 0 && activeIndex >= total) setActiveIndex(total - 1);

  // Row heights change with the density; the first row on screen stays the first.
  const measured = useRef(rowHeight);
  useLayoutEffect(() => {
    if (measured.current === rowHeight) return;
    measured.current = rowHeight;
    virtualizer.measure();
    if (scroller.current) scroller.current.scrollTop = first * rowHeight;
  }, [rowHeight, virtualizer, scroller, first]);

  // Another view starts at its own first row.
  const shown = useRef<PipelineView>(null);
  useLayoutEffect(() => {
    if (shown.current === view) return;
    const isFirst = shown.current === null;
    shown.current = view;
    const top = firstRow * rowHeight;
    // Setting it makes the browser lay out the rows at once: only where it changes something.
    if (scroller.current && (isFirst || virtualizer.scrollOffset !== top)) {
      scroller.current.scrollTop = top;
    }
    if (!isFirst) setActiveIndex(firstRow);
  }, [view, firstRow, rowHeight, scroller, virtualizer]);

  const height = virtualizer.getTotalSize() - headHeight;
  const pageRows = useCallback(() => {
    const visible = (scroller.current?.clientHeight ?? 0) - headHeight;
    return Math.max(1, Math.floor(visible / rowHeight) - 1);
  }, [scroller, rowHeight]);
  return {
    virtualizer,
    rows,
    rowHeight,
    activeIndex,
    setActiveIndex,
    height,
    pageRows,
    first,
    last,
  };
}

export type GridRows = ReturnType<typeof useGridRows>;
