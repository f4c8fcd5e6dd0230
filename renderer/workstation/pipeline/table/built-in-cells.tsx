import type { ComponentType } from 'react';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import type { BuiltInColumn, BuiltInType } from '../../../../shared/catalogue/grid-columns.ts';
import { stageName } from '../../applications/stage-name.ts';
import { currentYear, shortTime } from '../../ui/format-time.ts';
import { Highlight } from '../../ui/highlight.tsx';
import { ToneBadge } from '../../ui/status-badge.tsx';
import classes from './built-in-cells.module.css';
import { cellTexts } from './cell-texts.ts';
import { ProgressCell } from './progress-cell.tsx';
import { VerificationCell } from './verification-cell.tsx';

export interface BuiltInCellProps {
  column: BuiltInColumn;
  row: ApplicationRow;
}

interface BuiltInCell {
  /** Pixels at which it shows its usual content whole. */
  readonly width: number;
  readonly Cell: ComponentType<BuiltInCellProps>;
}

/** How a built-in column's cell is drawn, by its type. */
export const builtInCells: Record<BuiltInType, BuiltInCell> = {
  candidate: { width: 210, Cell: CandidateCell },
  phone: { width: 128, Cell: TextCell },
  email: { width: 210, Cell: TextCell },
  position: { width: 160, Cell: PositionCell },
  step: { width: 142, Cell: StepCell },
  progress: { width: 164, Cell: ProgressCell },
  verification: { width: 196, Cell: VerificationCell },
  moment: { width: 116, Cell: MomentCell },
};

/** The name, and under it what the keyword found, else the phone number. */
function CandidateCell({ row }: BuiltInCellProps) {
  const { t } = cellTexts();
  const { matches } = row;
  const number = matches.certificate_number;
  return (
    <div className={classes.candidate}>
      <span className={classes.name} title={row.resume_name}>
        <Highlight text={row.resume_name} ranges={matches.resume_name} />
      </span>
      <span className={classes.second}>
        {number ? (
          <span title={number.certificate_number}>
            {t('table.certificateNumber')}{' '}
            <Highlight text={number.certificate_number} ranges={number.ranges} />
          </span>
        ) : matches.resume_email ? (
          <Highlight text={row.resume_email} ranges={matches.resume_email} />
        ) : (
          <Highlight text={row.resume_phone} ranges={matches.resume_phone} />
        )}
      </span>
    </div>
  );
}

function TextCell({ column, row }: BuiltInCellProps) {
  const field = column.field === 'resume_email' ? 'resume_email' : 'resume_phone';
  const text = row[field];
  if (text === '') return <span className={classes.none}>–</span>;
  return (
    <span className={classes.text} title={text}>
      <Highlight text={text} ranges={row.matches[field]} />
    </span>
  );
}

function PositionCell({ row }: BuiltInCellProps) {
  return (
    <span className={classes.text} title={row.position_name}>
      <Highlight text={row.position_name} ranges={row.matches.position_name} />
    </span>
  );
}

function StepCell({ row }: BuiltInCellProps) {
  const { t, localized } = cellTexts();
  const name = stageName.step(row, localized) || stageName.stage(row, localized);
  return (
    <div className={classes.step}>
      <span className={classes.text} title={name}>
        {name}
      </span>
      {row.list_state !== 1 && <ToneBadge tone="gray">{t('table.closed')}</ToneBadge>}
    </div>
  );
}

function MomentCell({ column, row }: BuiltInCellProps) {
  const time = column.field === 'applied_at' ? row.applied_at : row.updated_at;
  return (
    <time className={classes.moment} dateTime={time.replace(' ', 'T')} title={time}>
      {shortTime(time, currentYear())}
    </time>
  );
}
