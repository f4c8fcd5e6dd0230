import { Button, Kbd, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck, IconHelp, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateDetail, CertificateHistory } from '../../../../shared/api/certificates.ts';
import type { CertificateKindKey } from '../../../../shared/catalogue/certificate-kinds.ts';
import { call } from '../../api/client.ts';
import { notifyError } from '../../ui/notify.tsx';
import { certificateKeys, endpointsOf } from './certificate-queries.ts';
import classes from './drawer.module.css';
import { shortTime } from './short-time.ts';
import { type Verdict, verdictOf, verdictOfKey, verdicts } from './verdicts.ts';

const icons = { pass: IconCheck, undecided: IconHelp, fail: IconX };

interface VerdictBarProps {
  detail: CertificateDetail;
  kind: CertificateKindKey;
  history: CertificateHistory | undefined;
  /** A new upload was asked for and has not come yet. */
  reopened: boolean;
}

/** Pass, undecided or fail, by button or by key, with a remark; the verdict given can be changed. */
export function VerdictBar({ detail, kind, history, reopened }: VerdictBarProps) {
  const { t } = useTranslation('certificates');
  const [remark, setRemark] = useState('');
  const review = useReview(detail, kind, remark, () => setRemark(''));
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const verdict = verdictOfKey(event);
    if (!verdict || event.defaultPrevented || review.isPending) return;
    event.preventDefault();
    review.mutate(verdict);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  const given = verdictOf(detail.review_status);
  const last = history?.reviews[0];
  return (
    <section className={classes.verdict} aria-label={t('drawer.verdict.title')}>
      <Stack gap={8}>
        <Textarea
          value={remark}
          onChange={(event) => setRemark(event.currentTarget.value)}
          label={t('drawer.verdict.remark')}
          placeholder={t('drawer.verdict.remarkPlaceholder')}
          maxLength={500}
          autosize
          minRows={1}
          maxRows={4}
        />
        <fieldset className={classes.verdictButtons} aria-label={t('drawer.verdict.group')}>
          {verdicts.map((verdict) => {
            const Icon = icons[verdict.text];
            const chosen = detail.review_status === verdict.status;
            return (
              <Button
                key={verdict.key}
                data-tone={chosen ? undefined : verdict.tone}
                size="sm"
                px={8}
                color={verdict.filled}
                autoContrast
                variant={chosen ? 'filled' : 'default'}
                aria-pressed={chosen}
                aria-keyshortcuts={verdict.key}
                disabled={review.isPending}
                onClick={() => review.mutate(verdict)}
                leftSection={<Icon size={16} className={classes.verdictIcon} aria-hidden />}
                rightSection={
                  <Kbd size="xs" className={classes.key} aria-hidden>
                    {verdict.key}
                  </Kbd>
                }
              >
                {t(`drawer.verdict.${verdict.text}`)}
              </Button>
            );
          })}
        </fieldset>
        <Text size="xs" c="dimmed" aria-live="polite">
          {reopened
            ? t('drawer.verdict.reopened')
            : given && last
              ? t('drawer.verdict.current', {
                  name: last.uname,
                  date: shortTime(last.created_at),
                  verdict: t(`drawer.verdict.${given.text}`),
                })
              : t('drawer.verdict.hint')}
        </Text>
      </Stack>
    </section>
  );
}

/** Saves a verdict, shown at once and taken back when the save fails; the remark is then kept. */
function useReview(
  detail: CertificateDetail,
  kind: CertificateKindKey,
  remark: string,
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
        remark,
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
    onSettled: () => client.invalidateQueries({ queryKey: certificateKeys.all(certificate_id) }),
  });
}
