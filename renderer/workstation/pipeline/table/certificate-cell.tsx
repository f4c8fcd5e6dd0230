import {
  certificateFilterValue,
  certificateKinds,
} from '../../../../shared/catalogue/certificate-kinds.ts';
import { useUi } from '../../app/ui-store.ts';
import { CellButton } from './cell-button.tsx';
import type { CellProps } from './cell-registry.tsx';
import { CellStatus } from './cell-status.tsx';
import { cellTexts } from './cell-texts.ts';
import classes from './cells.module.css';

/** The newest certificate of the column's kind: opens it, or offers to ask for the first one. */
export function CertificateCell({ column, row }: CellProps) {
  const { t, localized } = cellTexts();
  const kind = certificateKinds.find((candidate) => candidate.column === column.key);
  if (!kind || !column.options) return null;
  const certificate = row[kind.column];

  if (certificate) {
    const { status, review_status, disputed } = certificate;
    const value = certificateFilterValue(status, review_status, disputed);
    return (
      <CellButton
        className={classes.certificate}
        title={t('table.openCertificate', { time: certificate.updated_at })}
        onClick={() => useUi.getState().openCertificate(certificate.certificate_id, kind.kind)}
      >
        <CellStatus options={column.options} value={value} />
      </CellButton>
    );
  }
  // Someone who is out of the process is not asked for documents.
  if (row.list_state !== 1) return <span className={classes.none}>–</span>;
  return (
    <CellButton
      className={classes.send}
      aria-label={t('table.sendTo', { kind: localized(kind.label), name: row.resume_name })}
      onClick={() => useUi.getState().openSendDialog({ application: row, kind: kind.kind })}
    >
      {t('table.send')}
    </CellButton>
  );
}
