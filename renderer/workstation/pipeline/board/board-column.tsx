import { useDroppable } from '@dnd-kit/core';
import { Alert, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { blockQuery } from '../pipeline-queries.ts';
import { useBlocks } from '../rows/use-blocks.ts';
import classes from './board.module.css';
import { BoardCard } from './board-card.tsx';
import type { BoardColumn } from './board-columns.ts';
import type { PendingMove } from './use-board-moves.ts';

/** Pixels of a card with the gap below it. */
const cardHeight = 92;

/** A column of cards: only those in sight are drawn and fetched, however many there are. */
export function Column(props: {
  column: BoardColumn;
  name: string;
  moves: ReadonlyMap<number, PendingMove>;
  openId: number | undefined;
  onOpen(row: ApplicationRow): void;
}) {
  const { column, name, moves, openId, onOpen } = props;
  const { t } = useTranslation(['board', 'app']);
  const numbers = new Intl.NumberFormat(useLanguage());
  const scroller = useRef<HTMLDivElement>(null);
  const { setNodeRef, isOver } = useDroppable({ id: column.id });
  const [range, setRange] = useState({ first: 0, last: 20 });
  const [focused, setFocused] = useState(0);
  const first = useQuery(blockQuery(column.view, 0));
  const rows = useBlocks(column.view, range);
  const leaving = (index: number) => {
    const row = rows.at(index);
    return row !== undefined && moves.get(row.application_id)?.from === column.id;
  };
  const virtualizer = useVirtualizer({
    count: rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (leaving(index) ? 0 : cardHeight),
    overscan: 4,
    onChange: ({ range: seen }) => {
      const { startIndex: from = 0, endIndex: to = 0 } = seen ?? {};
      setRange((known) =>
        known.first === from && known.last === to ? known : { first: from, last: to },
      );
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a card that leaves gives its place up.
  useEffect(() => virtualizer.measure(), [moves, virtualizer]);

  const pending = [...moves.values()];
  const arriving = pending.filter(
    ({ to, row }) => to === column.id && rows.indexOf(row.application_id) < 0,
  );
  const gone = pending.filter(
    ({ from, row }) => from === column.id && rows.indexOf(row.application_id) >= 0,
  );
  const total = rows.total + arriving.length - gone.length;
  const items = virtualizer.getVirtualItems();
  const tabStop = items.some(({ index }) => index === focused) ? focused : items[0]?.index;

  const walk = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      const next = Math.min(Math.max((tabStop ?? 0) + step, 0), rows.total - 1);
      event.preventDefault();
      setFocused(next);
      virtualizer.scrollToIndex(next);
      requestAnimationFrame(() => focusCard(scroller.current, next));
      return;
    }
    const side = event.key === 'ArrowRight' ? 'next' : event.key === 'ArrowLeft' ? 'previous' : '';
    const beside =
      side === 'next'
        ? event.currentTarget.nextElementSibling
        : side === 'previous'
          ? event.currentTarget.previousElementSibling
          : null;
    if (!beside) return;
    event.preventDefault();
    beside.querySelector<HTMLElement>('[data-application][tabindex="0"]')?.focus();
  };

  return (
    <section
      ref={setNodeRef}
      className={classes.column}
      data-over={isOver || undefined}
      aria-label={t('column', { name, count: total })}
      onKeyDown={walk}
    >
      <header className={classes.head}>
        <h2 className={classes.title} title={name}>
          {name}
        </h2>
        <span className={classes.count}>{first.data && numbers.format(total)}</span>
      </header>
      {first.error && !first.data ? (
        <Alert color="red" m={8} role="alert" title={t('failed')}>
          <p>{first.error.message}</p>
          <Button variant="default" onClick={() => void first.refetch()}>
            {t('app:errors.retry')}
          </Button>
        </Alert>
      ) : (
        <div ref={scroller} className={classes.scroller} aria-busy={first.isFetching}>
          {arriving.map(({ row }) => (
            <div key={row.application_id} className={classes.slot}>
              <BoardCard row={row} tabStop={false} open={false} pending onOpen={onOpen} />
            </div>
          ))}
          {first.data && total === 0 && (
            <Text c="dimmed" ta="center" p="lg">
              {t('empty')}
            </Text>
          )}
          <div style={{ position: 'relative', height: virtualizer.getTotalSize() }}>
            {items.map(({ index, start }) => {
              const row = rows.at(index);
              if (leaving(index)) return null;
              return (
                <div
                  key={row?.application_id ?? `empty-${index}`}
                  className={classes.slot}
                  data-index={index}
                  style={{ position: 'absolute', insetInline: 0, top: start }}
                >
                  {row ? (
                    <BoardCard
                      row={row}
                      tabStop={index === tabStop}
                      open={row.application_id === openId}
                      onOpen={onOpen}
                      onFocus={() => setFocused(index)}
                    />
                  ) : (
                    <div className={classes.placeholder} />
                  )}
                </div>
              );
            })}
          </div>
        </div>
      )}
    </section>
  );
}

function focusCard(scroller: HTMLElement | null, index: number): void {
  scroller
    ?.querySelector<HTMLElement>(`[data-index="${index}"] [data-application]`)
    ?.focus({ preventScroll: true });
}
