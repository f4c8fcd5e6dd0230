import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import {
  certificateFilterValue,
  certificateKinds,
} from '../../../shared/catalogue/certificate-kinds.ts';
import { useUi } from '../app/ui-store.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { StatusBadge, ToneBadge } from '../ui/status-badge.tsx';
import { useRecord } from './application-queries.ts';
import classes from './panel-lists.module.css';

/** The requests that a newer one of the same kind has replaced. */
export function EarlierCertificates({ row }: { row: ApplicationRow }) {
  const { t } = useTranslation('applications');
  const localized = useLocalized();
  const openCertificate = useUi((state) => state.openCertificate);
  const { data } = useRecord(row.application_id);
  const newest = certificateKinds.map(({ column }) => row[column]?.certificate_id);
  const earlier = data?.certificates.filter((one) => !newest.includes(one.certificate_id)) ?? [];
  if (earlier.length === 0) return null;
  return (
    <>
      <h4 className={classes.subhead}>{t('earlierCertificates')}</h4>
      <ul className={classes.list}>
        {earlier.map((certificate) => {
          const kind = certificateKinds.find((entry) => entry.kind === certificate.kind);
          if (!kind) return null;
          return (
            <li key={certificate.certificate_id}>
              <UnstyledButton
                className={classes.entry}
                onClick={() => openCertificate(certificate.certificate_id, kind.kind)}
              >
                <span className={classes.head}>
                  <span className={classes.title}>{localized(kind.label)}</span>
                  {certificate.revoked ? (
                    <ToneBadge tone="gray">{t('revoked')}</ToneBadge>
                  ) : (
                    <StatusBadge
                      options="certificate"
                      value={certificateFilterValue(
                        certificate.status,
                        certificate.review_status,
                        certificate.disputed,
                      )}
                    />
                  )}
                </span>
                <span className={classes.detail}>{certificate.created_at.slice(0, 16)}</span>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </>
  );
}
