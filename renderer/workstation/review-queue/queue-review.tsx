import { Button, Loader, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { QueueItem } from '../../../shared/api/review-queue.ts';
import { useApplication } from '../applications/application-queries.ts';
import { noWords } from '../certificates/checking/verdict-words.ts';
import {
  useCertificateDetail,
  useCertificateHistory,
  useCertificateLiveUpdates,
  useCertificateRequest,
} from '../certificates/drawer/certificate-queries.ts';
import { CertificateReview } from '../certificates/drawer/certificate-review.tsx';
import { VerdictFields } from '../certificates/drawer/verdict-fields.tsx';
import type { Verdict } from '../certificates/drawer/verdicts.ts';
import { useDelayed } from '../ui/use-delayed.ts';
import { CandidateSection } from './candidate-section.tsx';
import { useQueue } from './queue-store.ts';
import classes from './review-queue.module.css';

interface QueueReviewProps {
  item: QueueItem;
  onVerdict: (verdict: Verdict) => void;
}

/** One certificate of the queue: preview, the candidate's record, and the verdict. */
export function QueueReview({ item, onVerdict }: QueueReviewProps) {
  const { t } = useTranslation(['reviewQueue', 'certificates']);
  const { certificate_id: certificateId, kind } = item;
  useCertificateLiveUpdates(certificateId);
  const detail = useCertificateDetail(certificateId, kind);
  const request = useCertificateRequest(certificateId, kind);
  const history = useCertificateHistory(certificateId, kind);
  const candidate = useApplication(item.application_id);
  // All at once, so that nothing moves while it is read; a record that does not load holds nothing up.
  const known = candidate.data?.application_id === item.application_id || candidate.isError;
  const slow = useDelayed(detail.isPending || request.isPending || !known);
  const { remarks, setRemark, words, setWords } = useQueue();
  const error = (!detail.data && detail.error) || (!request.data && request.error);
  const again = () => {
    void detail.refetch();
    void request.refetch();
    void history.refetch();
  };
  if (error) {
    return (
      <div className={classes.notice} role="alert">
        <Text fw={600}>{t('certificates:drawer.failed')}</Text>
        <Text c="dimmed">{error.message}</Text>
        <Button variant="default" onClick={again}>
          {t('reviewQueue:retry')}
        </Button>
      </div>
    );
  }
  if (!detail.data || !request.data || !known) {
    return slow ? (
      <Loader m="auto" size="sm" aria-label={t('certificates:drawer.loading')} />
    ) : null;
  }
  return (
    <CertificateReview
      detail={detail.data}
      request={request.data}
      history={history.data}
      historyError={history.error}
      top={<CandidateSection item={item} />}
      verdict={(slotInView) => (
        <VerdictFields
          reviewStatus={detail.data.review_status}
          remark={remarks[certificateId] ?? ''}
          onRemarkChange={(remark) => setRemark(certificateId, remark)}
          words={words[certificateId] ?? noWords}
          onWordsChange={(changed) => setWords(certificateId, changed)}
          slots={request.data.slots}
          slotInView={slotInView}
          onVerdict={onVerdict}
          pending={false}
          note={t('reviewQueue:hint')}
        />
      )}
    />
  );
}
