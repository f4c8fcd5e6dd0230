import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { stageTypes } from '../../../shared/catalogue/stages.ts';
import { useLanguage, useLocalized } from '../i18n/i18n.ts';
import { useStageCounts } from './pipeline-queries.ts';
import { usePipeline } from './pipeline-store.ts';
import classes from './stage-tabs.module.css';

/** The stages with how many candidates are in each, for the list type shown. */
export function StageTabs({ panelId }: { panelId: string }) {
  const { t } = useTranslation('pipeline');
  const localized = useLocalized();
  const language = useLanguage();
  const shown = usePipeline((state) => state.view.stageTypeId);
  const listType = usePipeline((state) => state.view.listType);
  const setStage = usePipeline((state) => state.setStage);
  const { data: counts } = useStageCounts(listType);
  const numbers = new Intl.NumberFormat(language);
  return (
    <Tabs
      className={classes.root}
      value={String(shown)}
      onChange={(value) => value && setStage(Number(value))}
      variant="none"
      activateTabWithKeyboard={false}
    >
      <Tabs.List aria-label={t('stages')} className={classes.tabs}>
        {stageTypes.map(({ stageTypeId, label }) => {
          const total = counts?.find(({ stage_type_id }) => stage_type_id === stageTypeId)?.total;
          return (
            <Tabs.Tab
              key={stageTypeId}
              value={String(stageTypeId)}
              className={classes.tab}
              aria-controls={panelId}
            >
              {localized(label)}
              <span className={classes.count}>
                {total === undefined ? '' : numbers.format(total)}
              </span>
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
    </Tabs>
  );
}
