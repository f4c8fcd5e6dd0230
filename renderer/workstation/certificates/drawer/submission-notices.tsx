import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { degreeCertificate } from '../../../../shared/api/certificates.ts';
import { certificateKind } from '../../../../shared/catalogue/certificate-kinds.ts';
import { call } from '../../api/client.ts';
import { useLiveEvents } from '../../api/live-events.ts';
import { useUi } from '../../app/ui-store.ts';
import { useLocalized } from '../../i18n/i18n.ts';

/**
 * Tells the recruiter, wherever they are, that a candidate has submitted, and offers to open it.
 * Draws nothing itself. A later submission of the same certificate replaces the notice.
 */
export function SubmissionNotices() {
  const { t } = useTranslation('certificates');
  const localized = useLocalized();
  const { openCertificate } = useUi();
  useLiveEvents((notice) => {
    if (notice.type !== 'certificate' || notice.change !== 'submitted') return;
    const { certificate_id, resume_name } = notice;
    const id = `submitted-${certificate_id}`;
    // The event does not say the kind; where it cannot be had, the notice is left to the list.
    void call(degreeCertificate.getCertificateRequest, { certificate_id }).then(
      ({ kind }) => {
        const open = () => {
          notifications.hide(id);
          openCertificate(certificate_id, kind);
        };
        notifications.hide(id);
        notifications.show({
          id,
          color: 'blue',
          autoClose: 12_000,
          message: (
            <Group justify="space-between" gap="sm" wrap="nowrap">
              <Text size="sm">
                {t('drawer.submittedNotice', {
                  name: resume_name,
                  kind: localized(certificateKind(kind).label),
                })}
              </Text>
              {useUi.getState().certificate?.certificateId !== certificate_id && (
                <Button variant="default" style={{ flexShrink: 0 }} onClick={open}>
                  {t('drawer.submittedOpen')}
                </Button>
              )}
            </Group>
          ),
        });
      },
      () => {},
    );
  });
  return null;
}
