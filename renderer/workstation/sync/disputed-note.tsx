import { Box } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CertificateDetail } from '../../../shared/api/certificates.ts';
import { Caution } from '../ui/caution.tsx';

/** In a certificate's drawer: who gave which of the verdicts that stand against each other. */
export function DisputedNote({ detail }: { detail: CertificateDetail }) {
  const { t } = useTranslation('sync');
  const list = detail.decisions
    .filter(({ standing }) => standing)
    .map(({ uname, device, review_status }) => {
      const verdict = t(`disputed.verdict.${String(review_status) as '1' | '2' | '3'}`);
      return `${uname}${device ? ` (${device})` : ''} ${verdict}`;
    })
    .join(' / ');
  return (
    <Box p="sm" role="status">
      <Caution tone="orange">{t('disputed.drawer', { list })}</Caution>
    </Box>
  );
}
