import {
  verificationOptions,
  verificationSources,
  verifiedKinds,
} from '../../../../shared/catalogue/verifications.ts';
import { useUi } from '../../app/ui-store.ts';
import { currentYear, shortTime } from '../../ui/format-time.ts';
import type { BuiltInCellProps } from './built-in-cells.tsx';
import { CellButton } from './cell-button.tsx';
import { cellTexts } from './cell-texts.ts';
import classes from './cells.module.css';

/** Whether a kind of certificate was verified: the result, and under it when, by whom and where. */
export function VerificationCell({ column, row }: BuiltInCellProps) {
  const { localized } = cellTexts();
  const kind = verifiedKinds.find((entry) => entry.kind === column.certificateKind);
  const verification = kind && row.certificateVerification[kind.kind];
  const option = verificationOptions.find(({ value }) => value === verification?.result);
  const certificate = kind && row[kind.column];
  if (!verification || !option || !certificate) return <span className={classes.none}>–</span>;
  const source = verificationSources.find(({ key }) => key === verification.source);
  const where = verification.source_text || (source ? localized(source.label) : '');
  const { uname, checked_on } = verification;
  const day = shortTime(checked_on, currentYear());
  return (
    <CellButton
      className={classes.verification}
      title={[checked_on, uname, where].filter(Boolean).join(' · ')}
      onClick={() => useUi.getState().openCertificate(certificate.certificate_id, kind.kind)}
    >
      <span className={classes.result} data-tone={option.tone}>
        {localized(option.label)}
      </span>
      <span className={classes.checked}>{[day, uname, where].filter(Boolean).join(' · ')}</span>
    </CellButton>
  );
}
