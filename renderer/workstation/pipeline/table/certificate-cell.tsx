import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  certificateFilterValue,
  certificateKinds,
} from '../../../../shared/catalogue/certificate-kinds.ts';
import { useUi } from '../../app/ui-store.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { CellProps } from './cell-registry.tsx';
import { useCellTabIndex } from './cell-tab-index.ts';
import classes from './cells.module.css';

/** The newest certificate of the column's kind: opens it, or offers to ask for the first one. */
export function CertificateCell({ column, row }: CellProps) {
  const { t } = useTranslation('pipeline');
  const localized = useLocalized();
  const { openCertificate, openSendDialog } = useUi();
  const tabIndex = useCellTabIndex();
  const kind = certificateKinds.find((candidate) => candidate.column === column.key);
  if (!kind || !column.options) return null;
  const certificate = row[kind.column];

  if (certificate) {
    const value = certificateFilterValue(certificate.status, certificate.review_status);
    return (
      <UnstyledButton
        className={classes.certificate}
        tabIndex={tabIndex}
        title={t('table.openCertificate', { time: certificate.updated_at })}
        onClick={(event) => {
          event.stopPropagation();
          openCertificate(certificate.certificate_id, kind.kind);
        }}
      >
        <StatusBadge options={column.options} value={value} />
      </UnstyledButton>
    );
  }
  // Someone who is out of the process is not asked for documents.
  if (row.list_state !== 1) return <span className={classes.none}>–</span>;
  return (
    <UnstyledButton
      className={classes.send}
      tabIndex={tabIndex}
      aria-label={t('table.sendTo', { kind: localized(kind.label), name: row.resume_name })}
      onClick={(event) => {
        event.stopPropagation();
        openSendDialog({ application: row, kind: kind.kind });
      }}
    >
      {t('table.send')}
    </UnstyledButton>
  );
}
