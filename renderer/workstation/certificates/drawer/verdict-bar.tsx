import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateSlot } from '../../../../shared/api/certificate-slots.ts';
import type { CertificateDetail, CertificateHistory } from '../../../../shared/api/certificates.ts';
import type { CertificateKindKey } from '../../../../shared/catalogue/certificate-kinds.ts';
import { call } from '../../api/client.ts';
import { notifyError } from '../../ui/notify.tsx';
import { noWords, type VerdictWords } from '../checking/verdict-words.ts';
import { certificateKeys, endpointsOf } from './certificate-queries.ts';
import { shortTime } from './short-time.ts';
import { VerdictFields } from './verdict-fields.tsx';
import { type Verdict, verdictOf } from './verdicts.ts';

interface VerdictBarProps {
  detail: CertificateDetail;
  kind: CertificateKindKey;
  history: CertificateHistory | undefined;
  /** A new upload was asked for and has not come yet. */
  reopened: boolean;
  slots: readonly CertificateSlot[];
  /** The slot of the file in view. */
  slotInView: string;
}

/** Pass, undecided or fail, by button or by key, with a remark; the verdict given can be changed. */
export function VerdictBar(props: VerdictBarProps) {
  const { detail, kind, history, reopened, slots, slotInView } = props;
  const { t } = useTranslation('certificates');
  const [remark, setRemark] = useState('');
  const [words, setWords] = useState(noWords);
  const review = useReview(detail, kind, { remark, ...words }, () => {
    setRemark('');
    setWords(noWords);
  });
  const given = verdictOf(detail.review_status);
  const last = history?.reviews.find(({ withdrawn_at }) => withdrawn_at === null);
  const note = () => {
    if (reopened) return t('drawer.verdict.reopened');
    if (!given || !last) return t('drawer.verdict.hint');
    return t('drawer.verdict.current', {
      name: last.uname,
      date: shortTime(last.created_at),
      verdict: t(`drawer.verdict.${given.text}`),
    });
  };
  return (
    <VerdictFields
      reviewStatus={detail.review_status}
      remark={remark}
      onRemarkChange={setRemark}
      words={words}
      onWordsChange={setWords}
      slots={slots}
      slotInView={slotInView}
      onVerdict={(verdict) => review.mutate(verdict)}
      pending={review.isPending}
      note={note()}
    />
  );
}

/** Saves a verdict, shown at once and taken back when the save fails; the remark is then kept. */
function useReview(
  detail: CertificateDetail,
  kind: CertificateKindKey,
  words: VerdictWords & { remark: string },
  onSaved: () => void,
) {
  const { t } = useTranslation('certificates');
  const client = useQueryClient();
  const { certificate_id } = detail;
  const queryKey = certificateKeys.detail(certificate_id);
  return useMutation({
    mutationFn: (verdict: Verdict) =>
      call(endpointsOf(kind).updateReviewStatus, {
        certificate_id,
        review_status: verdict.status,
        remark: words.remark,
        reasons: [...words.reasons],
        candidate_remark: words.candidateRemark,
      }),
    onMutate: async (verdict) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData<CertificateDetail>(queryKey);
      if (before) client.setQueryData(queryKey, { ...before, review_status: verdict.status });
      return { before };
    },
    onError: (error, _verdict, context) => {
      if (context?.before) client.setQueryData(queryKey, context.before);
      notifyError(error, { title: t('drawer.verdict.failed') });
    },
    // No notice: badge, button and history say it, and a notice would cover the buttons.
    onSuccess: onSaved,
    // Not waited for: the next key counts as soon as this verdict is saved.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: certificateKeys.all(certificate_id) });
    },
  });
}
