import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { listAudit } from '../../../shared/api/audit.ts';
import type { ResultsOf } from '../../../shared/api/endpoint.ts';
import classes from './privacy.module.css';

type AuditRow = ResultsOf<typeof listAudit>['dataList'][number];

/** Entries of the access log; a candidate's name narrows it to them. */
export function AuditTable(props: {
  rows: readonly AuditRow[];
  onPerson: (person: { id: string; name: string }) => void;
}) {
  const { t } = useTranslation('privacy');
  if (props.rows.length === 0) return null;
  return (
    <table className={classes.table} aria-label={t('tabs.audit')}>
      <thead>
        <tr>
          <th scope="col">{t('audit.time')}</th>
          <th scope="col">{t('audit.who')}</th>
          <th scope="col">{t('audit.what')}</th>
          <th scope="col">{t('audit.candidate')}</th>
          <th scope="col">{t('audit.position')}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.audit_id}>
            <td className={classes.time}>{row.created_at}</td>
            <td>{row.uname}</td>
            <td>
              {t(`audit.actions.${row.action}`)}
              {row.count > 1 && ` · ${t('audit.count', { count: row.count })}`}
            </td>
            <td>
              <PersonCell row={row} onPerson={props.onPerson} />
            </td>
            <td>{row.position_name}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PersonCell({
  row,
  onPerson,
}: {
  row: AuditRow;
  onPerson: (person: { id: string; name: string }) => void;
}) {
  const { t } = useTranslation('privacy');
  const { tob_resume_id: id, resume_name } = row;
  if (id === null) return null;
  const name = resume_name || t('audit.gone');
  return (
    <UnstyledButton
      c="var(--credo-accent-text)"
      fz="sm"
      title={t('audit.only', { name })}
      onClick={() => onPerson({ id, name })}
    >
      {name}
    </UnstyledButton>
  );
}
