import { Button, EmptyState } from '@mantine/core';
import { IconFileImport, IconFilterOff, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { listType } from '../../../shared/api/process.ts';
import { useUi } from '../app/ui-store.ts';
import classes from './pipeline-page.module.css';
import { useStageCounts } from './pipeline-queries.ts';
import { usePipeline } from './pipeline-store.ts';
import { isNarrowed, type PipelineView } from './pipeline-view.ts';

/** Why there is no row, and what to do about it. */
export function ListEmpty({ view }: { view: PipelineView }) {
  const { t } = useTranslation('pipeline');
  const openAdding = useUi((state) => state.openAdding);
  const clearNarrowing = usePipeline((state) => state.clearNarrowing);
  const { data: counts } = useStageCounts(listType.all);

  if (isNarrowed(view)) {
    return (
      <EmptyState
        className={classes.empty}
        icon={<IconFilterOff stroke={1.4} />}
        title={t('empty.noMatchTitle')}
        description={t('empty.noMatchHint')}
      >
        <EmptyState.Actions>
          <Button variant="default" onClick={clearNarrowing}>
            {t('filters.clear')}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    );
  }
  // Which of the two it is, the counts say; until they are there, say neither.
  if (!counts) return null;
  if (counts.every(({ total }) => total === 0)) {
    return (
      <EmptyState
        className={classes.empty}
        icon={<IconUsers stroke={1.4} />}
        title={t('empty.noneTitle')}
        description={t('empty.noneHint')}
      >
        <EmptyState.Actions>
          <Button
            leftSection={<IconFileImport size={16} stroke={1.6} />}
            onClick={() => openAdding('import')}
          >
            {t('add.import')}
          </Button>
          <Button variant="default" onClick={() => openAdding('candidate')}>
            {t('add.candidate')}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      className={classes.empty}
      icon={<IconUsers stroke={1.4} />}
      title={t('empty.stageTitle')}
      description={t('empty.stageHint')}
    />
  );
}
