import { Text } from '@mantine/core';
import { IconClockPause, IconHourglass, IconLinkOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CertificateRequest } from '../../../../shared/api/certificates.ts';
import { certificateState } from './certificate-state.ts';
import classes from './drawer.module.css';
import { shortTime } from './short-time.ts';

/** In place of the preview while there is nothing to look at: what is waited for, or why not. */
export function AwaitingPanel({ request }: { request: CertificateRequest }) {
  const { t } = useTranslation('certificates');
  const state = certificateState(request);
  const texts =
    state === 'revoked'
      ? [t('drawer.awaiting.revokedTitle'), t('drawer.awaiting.revokedHint')]
      : state === 'expired'
        ? [
            t('drawer.awaiting.expiredTitle'),
            t('drawer.awaiting.expiredHint', { date: shortTime(request.expires_at) }),
          ]
        : [t('drawer.awaiting.title'), t('drawer.awaiting.hint')];
  const Icon =
    state === 'revoked' ? IconLinkOff : state === 'expired' ? IconClockPause : IconHourglass;
  return (
    <div className={classes.awaiting}>
      <Icon size={44} stroke={1.2} aria-hidden />
      <Text fw={600} size="lg">
        {texts[0]}
      </Text>
      <Text c="dimmed" maw={420}>
        {texts[1]}
      </Text>
    </div>
  );
}
