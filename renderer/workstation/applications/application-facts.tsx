import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import { type Column, columns } from '../../../shared/catalogue/columns.ts';
import { stageTypes } from '../../../shared/catalogue/stages.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { cellTypes } from '../pipeline/table/cell-registry.tsx';
import classes from './application-panel.module.css';
import { useStageName } from './stage-name.ts';

/** Where an application stands: its stage, and the columns that have a value, by stage. */
export function ApplicationFacts({ row }: { row: ApplicationRow }) {
  const { t } = useTranslation('applications');
  const localized = useLocalized();
  const stageName = useStageName();
  const stage = stageTypes.find(({ stageTypeId }) => stageTypeId === row.stage_type_id);
  return (
    <section className={classes.section}>
      <h3>{t('facts')}</h3>
      <dl className={classes.facts}>
        <div>
          <dt>{t('stage')}</dt>
          <dd>
            {stage && localized(stage.label)} · {stageName.step(row)}
          </dd>
        </div>
        <div>
          <dt>{t('appliedAt')}</dt>
          <dd>{row.applied_at.slice(0, 16)}</dd>
        </div>
        {columns
          .filter((column) => hasValue(column, row))
          .map((column) => {
            const { Cell } = cellTypes[column.type];
            return (
              <div key={column.key}>
                <dt>{localized(column.label)}</dt>
                <dd>
                  <Cell column={column} row={row} />
                </dd>
              </div>
            );
          })}
      </dl>
    </section>
  );
}

/** Certificates have a section of their own. */
function hasValue(column: Column, row: ApplicationRow): boolean {
  if (column.type === 'certificate') return false;
  const value = row[column.key as keyof ApplicationRow];
  return value !== null && value !== 0;
}
