import { useTranslation } from 'react-i18next';
import { reviewStatus } from '../../../shared/catalogue/certificate-kinds.ts';
import { useQueueCounts, useQueueLiveUpdates } from './queue-queries.ts';
import classes from './review-queue.module.css';

/** How many certificates wait for a first verdict, in the main navigation; nothing where none does. */
export function QueueBadge() {
  const { t } = useTranslation('reviewQueue');
  useQueueLiveUpdates();
  const { data = [] } = useQueueCounts();
  const count = data
    .filter(({ review_status }) => review_status === reviewStatus.notReviewed)
    .reduce((sum, { total }) => sum + total, 0);
  if (count === 0) return null;
  return (
    <>
      <span className={classes.badge} aria-hidden>
        {count > 999 ? '999+' : count}
      </span>
      <span className="visually-hidden">{t('count', { count })}</span>
    </>
  );
}
