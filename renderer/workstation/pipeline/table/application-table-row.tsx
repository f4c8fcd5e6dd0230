import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import type { Column } from '../../../../shared/catalogue/columns.ts';
import { RowMenu } from '../../applications/row-menu.tsx';
import { useStageName } from '../../applications/stage-name.ts';
import { currentYear, shortTime } from '../../ui/format-time.ts';
import { ToneBadge } from '../../ui/status-badge.tsx';
import classes from './application-table.module.css';
import { cellTypes } from './cell-registry.tsx';

interface Props {
  row: ApplicationRow;
  columns: readonly Column[];
  tabStop: boolean;
  active: boolean;
  open: boolean;
  onActivate(row: ApplicationRow): void;
  onOpen(row: ApplicationRow): void;
}

/** One application. The row itself takes focus: arrows move between rows, Enter opens. */
export const ApplicationTableRow = memo(function ApplicationTableRow(props: Props) {
  const { row, columns, active, open, onActivate, onOpen } = props;
  return (
    <tr
      className={classes.row}
      data-application={row.application_id}
      data-active={active || undefined}
      data-open={open || undefined}
      aria-selected={open}
      tabIndex={props.tabStop ? 0 : -1}
      onFocus={() => !active && onActivate(row)}
      onClick={() => onOpen(row)}
    >
      <th scope="row" className={classes.sticky}>
        <CandidateCell row={row} />
      </th>
      <td>
        <StepCell row={row} />
      </td>
      {columns.map((column) => {
        const { Cell } = cellTypes[column.type];
        return (
          <td key={column.key}>
            <Cell column={column} row={row} />
          </td>
        );
      })}
      <td className={classes.updated}>
        <time dateTime={row.updated_at.replace(' ', 'T')} title={row.updated_at}>
          {shortTime(row.updated_at, currentYear())}
        </time>
      </td>
      <td className={classes.actions}>
        <RowMenu row={row} />
      </td>
    </tr>
  );
});

function CandidateCell({ row }: { row: ApplicationRow }) {
  return (
    <div className={classes.candidate}>
      <div className={classes.identity}>
        <span className={classes.name} title={row.resume_name}>
          {row.resume_name}
        </span>
        <span className={classes.phone}>{row.resume_phone}</span>
      </div>
      <div className={classes.position} title={row.position_name}>
        {row.position_name}
      </div>
    </div>
  );
}

function StepCell({ row }: { row: ApplicationRow }) {
  const { t } = useTranslation('pipeline');
  const stageName = useStageName();
  const name = stageName.step(row) || stageName.stage(row);
  return (
    <div className={classes.candidate}>
      <div className={classes.step} title={name}>
        {name}
      </div>
      {row.list_state !== 1 && <ToneBadge tone="gray">{t('table.closed')}</ToneBadge>}
    </div>
  );
}
