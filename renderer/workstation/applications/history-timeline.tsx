import { Alert, Button, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../ui/use-delayed.ts';
import classes from './application-panel.module.css';
import { useHistory } from './application-queries.ts';
import { useHistoryText } from './history-text.ts';

/** What happened to an application, newest first, with who and when. */
export function HistoryTimeline({ applicationId }: { applicationId: number }) {
  const { t } = useTranslation(['applications', 'app']);
  const text = useHistoryText();
  const query = useHistory(applicationId);
  const slow = useDelayed(query.isPending);
  const entries = query.data?.pages.flatMap(({ dataList }) => dataList) ?? [];
  return (
    <section className={classes.section} aria-busy={query.isPending}>
      <h3>{t('history')}</h3>
      {query.error && (
        <Alert color="red" title={query.error.message}>
          <Button variant="default" onClick={() => void query.refetch()}>
            {t('app:errors.retry')}
          </Button>
        </Alert>
      )}
      {slow && [1, 2, 3].map((line) => <Skeleton key={line} h={30} mb={12} />)}
      {query.data && entries.length === 0 && <p className={classes.detail}>{t('noHistory')}</p>}
      <ol className={classes.events}>
        {entries.map((entry) => (
          <li key={entry.id} className={classes.event}>
            <div className={classes.eventHead}>
              <strong>{text.title(entry)}</strong>
              <time dateTime={entry.created_at.replace(' ', 'T')} title={entry.created_at}>
                {entry.created_at.slice(0, 16)}
              </time>
            </div>
            <div className={classes.detail}>
              {entry.uid === 0 ? t('byCandidateOrSystem') : entry.uname}
            </div>
            {text.details(entry).map((line) => (
              <div key={line} className={classes.detail}>
                {line}
              </div>
            ))}
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          fullWidth
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('olderHistory')}
        </Button>
      )}
    </section>
  );
}
