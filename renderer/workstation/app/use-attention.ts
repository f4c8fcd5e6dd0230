import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { reviewStatus } from '../../../shared/catalogue/certificate-kinds.ts';
import { useQueueCounts } from '../review-queue/queue-queries.ts';
import { usePreferences } from './preferences.ts';

/**
 * How many certificates wait for a first verdict: on the desktop application's icon and in the window's
 * title, unless the recruiter switched that off.
 */
export function useAttention(): void {
  const { i18n } = useTranslation();
  const enabled = usePreferences(({ badges }) => badges);
  const { data = [] } = useQueueCounts();
  const waiting = data
    .filter(({ review_status }) => review_status === reviewStatus.notReviewed)
    .reduce((sum, { total }) => sum + total, 0);
  const count = enabled ? Math.min(waiting, 9999) : 0;
  useEffect(() => {
    document.title = count > 0 ? `(${count.toLocaleString(i18n.language)}) Credo` : 'Credo';
    void window.credo?.setBadge(count);
  }, [count, i18n.language]);
}
