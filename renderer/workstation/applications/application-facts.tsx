import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import { stageTypes } from '../../../shared/catalogue/stages.ts';
import { useLocalized } from '../i18n/i18n.ts';
import classes from './application-panel.module.css';
import { FactValue } from './fact-value.tsx';
import { factsOf } from './facts.ts';
import { useStageName } from './stage-name.ts';

/** Where an application stands: its stage, and its values, which can be set in place. */
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
        {factsOf(row).map((fact) => (
          <div key={fact.column.key}>
            <dt>{localized(fact.column.label)}</dt>
            <dd>
              <FactValue fact={fact} row={row} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
