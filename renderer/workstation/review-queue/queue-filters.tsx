import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type QueueStatus, queueStatuses } from '../../../shared/api/review-queue.ts';
import { certificateKinds, reviewStatus } from '../../../shared/catalogue/certificate-kinds.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { FilterPill } from '../ui/filter-pill.tsx';
import { useDisputedCounts, useQueueCounts } from './queue-queries.ts';
import { useQueue } from './queue-store.ts';
import classes from './review-queue.module.css';

/** Not reviewed or undecided, with how many there are; and which kind. */
export function QueueFilters() {
  const { t } = useTranslation('reviewQueue');
  const localized = useLocalized();
  const { filter, setFilter } = useQueue();
  const { data: counts } = useQueueCounts();
  const total = (status: QueueStatus) =>
    counts
      ?.filter((row) => row.review_status === status && (!filter.kind || row.kind === filter.kind))
      .reduce((sum, row) => sum + row.total, 0);
  const { data: disputedCounts = [] } = useDisputedCounts();
  const disputed = disputedCounts
    .filter(({ kind }) => !filter.kind || kind === filter.kind)
    .reduce((sum, row) => sum + row.total, 0);
  const label = (status: QueueStatus) => {
    const name = status === reviewStatus.undecided ? t('undecided') : t('notReviewed');
    return `${name} ${total(status) ?? ''}`.trim();
  };
  return (
    <div className={classes.filters}>
      <SegmentedControl
        fullWidth
        classNames={{ label: classes.status }}
        aria-label={t('status')}
        value={String(filter.review_status)}
        onChange={(value) => {
          const status = queueStatuses.find((candidate) => String(candidate) === value);
          if (status !== undefined) setFilter({ review_status: status });
        }}
        data={queueStatuses.map((status) => ({ value: String(status), label: label(status) }))}
      />
      <div className={classes.pills}>
        <FilterPill
          label={t('kind')}
          neutral={0}
          value={certificateKinds.findIndex(({ kind }) => kind === filter.kind) + 1}
          options={[
            { value: 0, label: t('allKinds') },
            ...certificateKinds.map((kind, index) => ({
              value: index + 1,
              label: localized(kind.label),
            })),
          ]}
          onChange={(value) => setFilter({ kind: certificateKinds[value - 1]?.kind })}
        />
        {/* Verdicts differ only where several devices review. */}
        {(disputed > 0 || filter.disputed) && (
          <FilterPill
            label={t('verdicts')}
            neutral={0}
            value={filter.disputed ? 1 : 0}
            options={[
              { value: 0, label: t('allVerdicts') },
              { value: 1, label: t('onlyDisputed', { count: disputed }) },
            ]}
            onChange={(value) =>
              setFilter(
                value === 1
                  ? { disputed: true, review_status: reviewStatus.notReviewed }
                  : { disputed: false },
              )
            }
          />
        )}
      </div>
    </div>
  );
}
