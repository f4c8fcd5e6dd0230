import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { stageTypes } from '../../../shared/catalogue/stages.ts';
import { useUi } from '../app/ui-store.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { ToneBadge } from '../ui/status-badge.tsx';
import { useRecord } from './application-queries.ts';
import classes from './panel-lists.module.css';
import { useStageName } from './stage-name.ts';

/** Every position the candidate applied for; a click shows another one. Nothing where it is the only one. */
export function OtherApplications({ applicationId }: { applicationId: number }) {
  const { t } = useTranslation('applications');
  const localized = useLocalized();
  const stageName = useStageName();
  const openApplication = useUi((state) => state.openApplication);
  const { data } = useRecord(applicationId);
  if (!data || data.applications.length < 2) return null;
  return (
    <section className={classes.section}>
      <h3>{t('allApplications', { count: data.applications.length })}</h3>
      <ul className={classes.list}>
        {data.applications.map((application) => {
          const { application_id, position_name, list_state, stage_type_id } = application;
          const stage = stageTypes.find(({ stageTypeId }) => stageTypeId === stage_type_id);
          const own = application_id === applicationId;
          return (
            <li key={application_id}>
              <UnstyledButton
                className={classes.entry}
                aria-current={own || undefined}
                onClick={() => !own && openApplication(application_id)}
              >
                <span className={classes.head}>
                  <span className={classes.title} title={position_name}>
                    {position_name}
                  </span>
                  <time className={classes.time}>{application.applied_at.slice(0, 10)}</time>
                </span>
                <span className={classes.detail}>
                  {[stage && localized(stage.label), stageName.step(application)]
                    .filter(Boolean)
                    .join(' · ')}
                  {list_state !== 1 && <ToneBadge tone="gray">{t('closed')}</ToneBadge>}
                </span>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
