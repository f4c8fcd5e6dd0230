import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../../ui/use-delayed.ts';
import { searchStateQuery } from '../pipeline-queries.ts';
import { isSearched, type PipelineView } from '../pipeline-view.ts';
import classes from './read-in-progress.module.css';

const askAgainMilliseconds = 500;

/**
 * What a search waits for right after a start, and how far that has come: above the list, moving
 * nothing of it. Nothing for a wait that is short or has another reason.
 */
export function ReadInProgress({ view, waiting }: { view: PipelineView; waiting: boolean }) {
  const { t } = useTranslation('pipeline');
  const late = useDelayed(waiting && isSearched(view), 300);
  const { data } = useQuery({
    ...searchStateQuery(),
    enabled: late,
    refetchInterval: askAgainMilliseconds,
  });
  if (!late || !data || data.ready) return null;
  return (
    <div className={classes.notice}>
      <span role="status">{t('readIn.waiting')}</span>
      <span className={classes.bar}>
        <progress max={100} value={data.percent} aria-label={t('readIn.waiting')} />
        <span className={classes.percent} aria-hidden>
          {t('readIn.percent', { percent: data.percent })}
        </span>
      </span>
    </div>
  );
}
