import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { degreeCertificate } from '../../../../shared/api/certificates.ts';
import { certificateKind } from '../../../../shared/catalogue/certificate-kinds.ts';
import { call } from '../../api/client.ts';
import { useLiveEvents } from '../../api/live-events.ts';
import { useUi } from '../../app/ui-store.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import { notifyAction, notifyError } from '../../ui/notify.tsx';
import { showSystemNotice } from './system-notice.ts';

/**
 * Tells the recruiter, wherever they are, that a candidate has submitted, and offers to open it.
 * Draws nothing itself. A later submission of the same certificate replaces the notice.
 */
export function SubmissionNotices() {
  const { t } = useTranslation('certificates');
  const localized = useLocalized();
  const { openCertificate } = useUi();
  // A click on the desktop's own notification, which the main process shows.
  useEffect(
    () =>
      window.credo?.onOpenCertificate((certificateId) => {
        const request = { certificate_id: certificateId };
        void call(degreeCertificate.getCertificateRequest, request).then(
          ({ kind }) => openCertificate(certificateId, kind),
          (error) => notifyError(error),
        );
      }),
    [openCertificate],
  );
  useLiveEvents((notice) => {
    if (notice.type !== 'certificate' || notice.change !== 'submitted') return;
    const { certificate_id, resume_name } = notice;
    // The event does not say the kind; where it cannot be had, the list shows the change alone.
    void call(degreeCertificate.getCertificateRequest, { certificate_id }).then(
      ({ kind }) => {
        const name = localized(certificateKind(kind).label);
        const inSight = useUi.getState().certificate?.certificateId === certificate_id;
        const text = t('drawer.submittedNotice', { name: resume_name, kind: name });
        showSystemNotice(text, { certificateId: certificate_id, kind });
        notifyAction(
          text,
          inSight
            ? undefined
            : {
                label: t('drawer.submittedOpen'),
                run: () => openCertificate(certificate_id, kind),
              },
          { id: `submitted-${certificate_id}` },
        );
      },
      () => {},
    );
  });
  return null;
}
