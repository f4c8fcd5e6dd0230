import { Anchor, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateRequest } from '../../../../shared/api/certificates.ts';
import { certificateStatus } from '../../../../shared/catalogue/certificate-kinds.ts';
import { useInnerDialog } from '../checking/inner-dialogs.ts';
import classes from './drawer.module.css';
import { shortTime } from './short-time.ts';

/**
 * What the candidate agreed to before uploading, and when; the text itself behind a button. Where a
 * candidate has submitted without any, that is said too.
 */
export function ConsentFact({ request }: { request: CertificateRequest }) {
  const { t } = useTranslation(['certificates', 'app']);
  const [shown, setShown] = useState(false);
  useInnerDialog(shown);
  const [newest] = request.consents;
  if (!newest && request.status === certificateStatus.awaitingFeedback) return null;
  return (
    <>
      <dt>{t('drawer.request.consent')}</dt>
      <dd>
        {newest ? (
          <>
            {t('drawer.request.consentGiven', {
              version: newest.version,
              date: shortTime(newest.agreed_at),
            })}{' '}
            <Anchor component="button" type="button" inherit onClick={() => setShown(true)}>
              {t('drawer.request.consentShow')}
            </Anchor>
            <Modal
              opened={shown}
              onClose={() => setShown(false)}
              // Above the certificate's drawer, which it is opened from.
              zIndex={320}
              size={560}
              title={t('drawer.request.consentTitle', { version: newest.version })}
              closeButtonProps={{ 'aria-label': t('app:actions.close') }}
            >
              {request.consents.map(({ version, agreed_at, language, text }, index) => (
                <section key={version} className={classes.consent}>
                  {index > 0 && (
                    <Text fw={600}>{t('drawer.request.consentTitle', { version })}</Text>
                  )}
                  <Text size="xs" c="dimmed">
                    {t('drawer.request.consentFacts', {
                      date: agreed_at,
                      language: t(`drawer.request.languages.${language}`),
                    })}
                  </Text>
                  <Text size="sm" className={classes.consentText}>
                    {text[language]}
                  </Text>
                </section>
              ))}
            </Modal>
          </>
        ) : (
          t('drawer.request.consentNone')
        )}
      </dd>
    </>
  );
}
