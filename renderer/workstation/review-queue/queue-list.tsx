import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueItem } from '../../../shared/api/review-queue.ts';
import { certificateKind } from '../../../shared/catalogue/certificate-kinds.ts';
import { shortTime } from '../certificates/drawer/short-time.ts';
import { useLocalized } from '../i18n/i18n.ts';
import classes from './review-queue.module.css';

const rowHeight = 64;

interface QueueListProps {
  items: readonly QueueItem[];
  selected: number;
  /** How many there are, also those not read yet. */
  total: number;
  onSelect: (index: number) => void;
  /** The end of what was read is near. */
  onNearEnd: () => void;
}

/** The certificates waiting, the oldest on top; the one looked at is kept in sight. */
export function QueueList({ items, selected, total, onSelect, onNearEnd }: QueueListProps) {
  const { t } = useTranslation('reviewQueue');
  const scroll = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => items[index]?.certificate_id ?? index,
    overscan: 8,
  });
  const selectedId = items[selected]?.certificate_id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another item moves the list
  useEffect(() => {
    if (selected >= 0) virtualizer.scrollToIndex(selected, { align: 'auto' });
  }, [selectedId]);
  const rows = virtualizer.getVirtualItems();
  const last = Math.max(rows.at(-1)?.index ?? 0, selected);
  const nearEnd = items.length > 0 && last >= items.length - 15;
  useEffect(() => {
    if (nearEnd) onNearEnd();
  }, [nearEnd, onNearEnd]);
  return (
    <div ref={scroll} className={classes.scroll}>
      <ol
        className={classes.rows}
        aria-label={t('list')}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {rows.map(({ index, key, start }) => {
          const item = items[index];
          return (
            item && (
              <li
                key={key}
                className={classes.row}
                aria-setsize={total}
                aria-posinset={index + 1}
                style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              >
                <QueueRow item={item} current={index === selected} onOpen={() => onSelect(index)} />
              </li>
            )
          );
        })}
      </ol>
    </div>
  );
}

function QueueRow(props: { item: QueueItem; current: boolean; onOpen: () => void }) {
  const { item, current, onOpen } = props;
  const { t } = useTranslation('reviewQueue');
  const localized = useLocalized();
  return (
    <button
      type="button"
      className={classes.item}
      aria-current={current ? 'true' : undefined}
      onClick={onOpen}
    >
      <span className={classes.line}>
        <span className={classes.name}>{item.resume_name}</span>
        <span className={classes.kind}>{localized(certificateKind(item.kind).label)}</span>
      </span>
      <span className={classes.line}>
        <span className={classes.position} title={item.position_name}>
          {item.position_name}
        </span>
        {item.disputed && <span className={classes.disputed}>{t('disputed')}</span>}
        <span className={classes.time}>
          {item.reopened ? t('reopened') : shortTime(item.submitted_at).slice(5)}
        </span>
      </span>
    </button>
  );
}
