import { certificateKinds } from '../../../../shared/catalogue/certificate-kinds.ts';
import {
  type CertificateProgressState,
  certificateProgressLabels,
  certificateProgressStates,
} from '../../../../shared/catalogue/certificate-progress.ts';
import { useUi } from '../../app/ui-store.ts';
import type { BuiltInCellProps } from './built-in-cells.tsx';
import { CellButton } from './cell-button.tsx';
import { cellTexts } from './cell-texts.ts';
import classes from './progress-cell.module.css';

/** The steps of a request that a track shows, from sent to passed; a returned one stands at its end. */
const steps: readonly CertificateProgressState[] = certificateProgressStates.filter(
  (state) => state !== 'not_sent' && state !== 'returned',
);

/** How far the request for a kind of certificate has come, and for how long somebody is waited for. */
export function ProgressCell({ column, row }: BuiltInCellProps) {
  const { t, localized } = cellTexts();
  const kind = certificateKinds.find((entry) => entry.kind === column.certificateKind);
  const progress = kind && row.certificateProgress[kind.kind];
  if (!kind || !progress) return <span className={classes.none}>–</span>;
  const { label, tone } = certificateProgressLabels[progress.state];
  const reached =
    progress.state === 'returned' ? steps.length - 1 : steps.indexOf(progress.state) + 1;
  const certificate = row[kind.column];
  const days = progress.waiting_since !== null && progress.waiting_days > 0;
  const waiting = days ? t('progress.days', { count: progress.waiting_days }) : '';
  const content = (
    <span className={classes.progress} data-tone={tone}>
      <span className={classes.words}>
        <span className={classes.label}>{localized(label)}</span>
        {(days || progress.overdue) && (
          <span className={classes.days} data-overdue={progress.overdue || undefined}>
            {progress.overdue ? t('progress.overdue', { days: waiting }) : waiting}
          </span>
        )}
      </span>
      <span className={classes.track} aria-hidden>
        {steps.map((step, index) => (
          <span key={step} data-reached={index < reached || undefined} />
        ))}
      </span>
    </span>
  );
  const title = progress.waiting_since
    ? t('progress.since', { time: progress.waiting_since.slice(0, 16) })
    : undefined;
  if (!certificate) return content;
  return (
    <CellButton
      className={classes.button}
      title={title}
      onClick={() => useUi.getState().openCertificate(certificate.certificate_id, kind.kind)}
    >
      {content}
    </CellButton>
  );
}
