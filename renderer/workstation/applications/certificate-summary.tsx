import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import {
  certificateFilterValue,
  certificateKinds,
} from '../../../shared/catalogue/certificate-kinds.ts';
import { useUi } from '../app/ui-store.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import classes from './application-panel.module.css';
import { EarlierCertificates } from './earlier-certificates.tsx';

/** The newest certificate of each kind: open it, or ask for one. */
export function CertificateSummary({ row }: { row: ApplicationRow }) {
  const { t } = useTranslation('applications');
  const localized = useLocalized();
  const { openCertificate, openSendDialog } = useUi();
  return (
    <section className={classes.section}>
      <h3>{t('certificates')}</h3>
      {certificateKinds.map(({ kind, label, column }) => {
        const certificate = row[column];
        return (
          <div key={kind} className={classes.certificate}>
            <div>
              {localized(label)}
              {certificate && <time className={classes.moment}>{certificate.updated_at}</time>}
            </div>
            <StatusBadge
              options="certificate"
              value={
                certificate
                  ? certificateFilterValue(
                      certificate.status,
                      certificate.review_status,
                      certificate.disputed,
                    )
                  : 0
              }
            />
            {(certificate || row.list_state === 1) && (
              // One button for both, which keeps the focus when the request was sent.
              <Button
                variant="default"
                aria-label={t(certificate ? 'openKind' : 'requestKind', { kind: localized(label) })}
                onClick={() =>
                  certificate
                    ? openCertificate(certificate.certificate_id, kind)
                    : openSendDialog({ application: row, kind })
                }
              >
                {t(certificate ? 'open' : 'request')}
              </Button>
            )}
          </div>
        );
      })}
      <EarlierCertificates row={row} />
    </section>
  );
}
