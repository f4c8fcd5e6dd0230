import { Button, Loader, Text } from '@mantine/core';
import { IconClipboardCheck } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { reviewStatus } from '../../../shared/catalogue/certificate-kinds.ts';
import { useDelayed } from '../ui/use-delayed.ts';
import { useShortcut } from '../ui/use-shortcut.ts';
import { QueueFilters } from './queue-filters.tsx';
import { itemsOf, placeIn } from './queue-items.ts';
import { QueueList } from './queue-list.tsx';
import { usePrefetch, useQueueList } from './queue-queries.ts';
import { QueueReview } from './queue-review.tsx';
import { QueueStage } from './queue-stage.tsx';
import { useQueue } from './queue-store.ts';
import classes from './review-queue.module.css';
import { useVerdicts } from './use-verdicts.ts';

/** 评审: what waits for a verdict, one after the other. */
export default function ReviewPage() {
  const { t } = useTranslation(['reviewQueue', 'app']);
  const { filter, place, leaving, setPlace } = useQueue();
  const list = useQueueList(filter);
  const slow = useDelayed(list.isPending);
  const items = useMemo(
    () => itemsOf(list.data).filter(({ certificate_id }) => !leaving.has(certificate_id)),
    [list.data, leaving],
  );
  const index = placeIn(items, place);
  const item = items[index];
  const go = (target: number) => {
    const next = items[target];
    if (next) setPlace({ certificateId: next.certificate_id, index: target });
  };
  // What took the place of an item that left is looked at from here on.
  const certificateId = item?.certificate_id;
  useEffect(() => {
    if (certificateId !== undefined) setPlace({ certificateId, index });
  }, [certificateId, index, setPlace]);
  usePrefetch(items[index + 1]);

  const { give, undo } = useVerdicts();
  useShortcut('u', t('app:actions.undo'), () => void undo());
  const { hasNextPage, isFetching, fetchNextPage } = list;
  const readOn = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);

  const pending = (list.data ? itemsOf(list.data).length : 0) - items.length;
  const total = (list.data?.pages.at(-1)?.pagination.total ?? 0) - pending;
  return (
    <div className={classes.page}>
      <div className={classes.side}>
        <QueueFilters />
        {items.length > 0 && (
          <QueueList
            key={`${filter.review_status} ${filter.kind}`}
            items={items}
            selected={index}
            total={total}
            onSelect={go}
            onNearEnd={readOn}
          />
        )}
        {slow && <Loader size="sm" m="auto" aria-label={t('list')} />}
      </div>
      {item && (
        <QueueStage item={item} index={index} total={total} count={items.length} onGo={go}>
          <QueueReview
            key={item.certificate_id}
            item={item}
            onVerdict={(verdict) => give(item, index, verdict)}
          />
        </QueueStage>
      )}
      {list.isError && !list.data && (
        <Notice alert title={t('failed')} hint={list.error.message}>
          <Button variant="default" onClick={() => list.refetch()}>
            {t('retry')}
          </Button>
        </Notice>
      )}
      {list.data && !item && <NothingWaits />}
    </div>
  );
}

function NothingWaits() {
  const { t } = useTranslation('reviewQueue');
  const { filter, setFilter } = useQueue();
  if (filter.disputed) {
    return (
      <Notice title={t('empty.disputed')} hint="">
        <Button variant="default" onClick={() => setFilter({ disputed: false })}>
          {t('empty.allVerdicts')}
        </Button>
      </Notice>
    );
  }
  if (filter.kind) {
    return (
      <Notice title={t('empty.kind')} hint="">
        <Button variant="default" onClick={() => setFilter({ kind: undefined })}>
          {t('empty.clear')}
        </Button>
      </Notice>
    );
  }
  return filter.review_status === reviewStatus.undecided ? (
    <Notice title={t('empty.undecided')} hint={t('empty.undecidedHint')} />
  ) : (
    <Notice title={t('empty.title')} hint={t('empty.hint')} />
  );
}

function Notice(props: { title: string; hint: string; alert?: boolean; children?: ReactNode }) {
  return (
    <div className={classes.notice} role={props.alert ? 'alert' : 'status'}>
      <IconClipboardCheck size={36} stroke={1.3} aria-hidden />
      <Text fw={600}>{props.title}</Text>
      {props.hint && <Text c="dimmed">{props.hint}</Text>}
      {props.children}
    </div>
  );
}
