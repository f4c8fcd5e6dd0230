import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportStatus } from '../../../shared/api/candidates.ts';
import { ImportErrors } from './import-errors.tsx';
import classes from './imports.module.css';

const counts = ['created', 'updated', 'skipped', 'failed'] as const;

/** What an import did, or would do, and every row it could not take. */
export function ImportReport({ status }: { status: ImportStatus }) {
  const { t } = useTranslation('imports');
  return (
    <section aria-label={t('import.result')}>
      {!status.dry_run && status.state === 'finished' && (
        <Alert color={status.failed === 0 ? 'green' : 'orange'} mb="sm" py={8} role="status">
          {t('import.done')}
        </Alert>
      )}
      <dl className={classes.counts}>
        {counts.map((name) => (
          <div key={name} data-count={name} data-zero={status[name] === 0 || undefined}>
            <dt>{t(`import.${status.dry_run ? 'will' : 'did'}.${name}`)}</dt>
            <dd>{status[name].toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      {status.created_positions > 0 && (
        <p className={classes.note}>
          {t(status.dry_run ? 'import.will.positions' : 'import.did.positions', {
            count: status.created_positions,
          })}
        </p>
      )}
      {status.errors.length > 0 && (
        <>
          <h3 className={classes.heading}>
            {status.failed > status.errors.length
              ? t('import.firstErrors', { count: status.errors.length })
              : t('import.errors')}
          </h3>
          <ImportErrors errors={status.errors} />
        </>
      )}
    </section>
  );
}
