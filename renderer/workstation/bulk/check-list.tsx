import { Alert, Button, Group, Loader, Progress, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulkItem, type BulkJob, chooseBulkItems } from '../../../shared/api/bulk.ts';
import { bulkFindings } from '../../../shared/catalogue/bulk-findings.ts';
import { useDelayed } from '../ui/use-delayed.ts';
import { useBulkCommand, useBulkItems } from './bulk-queries.ts';
import classes from './check.module.css';
import { type CheckGroup, CheckGroups, groupFilter } from './check-groups.tsx';
import { CheckRow } from './check-row.tsx';

/** How far a check is, until it is done. */
export function CheckProgress({ job }: { job: BulkJob | undefined }) {
  const { t } = useTranslation('bulk');
  const slow = useDelayed(true);
  const { checked = 0, total = 0 } = job ?? {};
  if (!slow) return <div className={classes.progress} />;
  return (
    <div className={classes.progress} role="status">
      <Text size="sm" c="dimmed" mb={6}>
        {t('check.running', { checked, total })}
      </Text>
      <Progress
        value={total > 0 ? (100 * checked) / total : 0}
        size="sm"
        aria-label={t('check.label')}
      />
    </div>
  );
}

/** What a check found, by groups, and the rows of one: to be put in, left out, or put right. */
export function CheckList(props: {
  job: BulkJob;
  shownId?: number | undefined;
  onShow?: ((item: BulkItem) => void) | undefined;
}) {
  const { job, shownId, onShow } = props;
  const { t } = useTranslation('bulk');
  const [chosen, setChosen] = useState<CheckGroup>();
  // What needs a decision comes first.
  const first = job.findings.find(({ level }) => level !== 'notice')?.code ?? 'waiting';
  const known =
    chosen === 'waiting' ||
    chosen === 'left_out' ||
    job.findings.some(({ code }) => code === chosen);
  const group = chosen !== undefined && known ? chosen : first;
  useEffect(() => setChosen((current) => current ?? first), [first]);
  const items = useBulkItems(job.job_id, groupFilter(group));
  const rows = items.data?.pages.flatMap(({ dataList }) => dataList) ?? [];
  return (
    <section className={classes.list} aria-label={t('check.label')}>
      <CheckGroups job={job} group={group} onGroup={setChosen} />
      <GroupActions job={job} group={group} />
      {items.error && (
        <Alert color="red" role="alert">
          {items.error.message}
        </Alert>
      )}
      <ul className={classes.rows}>
        {rows.map((item) => (
          <CheckRow
            key={item.item_id}
            jobId={job.job_id}
            item={item}
            shown={item.item_id === shownId}
            onShow={onShow}
          />
        ))}
        {items.data && rows.length === 0 && <li className={classes.empty}>{t('check.empty')}</li>}
      </ul>
      {items.hasNextPage && (
        <Button
          variant="subtle"
          className={classes.more}
          onClick={() => void items.fetchNextPage()}
          leftSection={items.isFetchingNextPage ? <Loader size={12} /> : undefined}
        >
          {t('check.more')}
        </Button>
      )}
    </section>
  );
}

/** Puts all of a group in, or leaves all of it out. */
function GroupActions({ job, group }: { job: BulkJob; group: CheckGroup }) {
  const { t } = useTranslation('bulk');
  const choose = useBulkCommand(chooseBulkItems);
  const finding = group === 'waiting' || group === 'left_out' ? undefined : group;
  if (finding && bulkFindings[finding].level === 'blocker') return null;
  const found = job.findings.find(({ code }) => code === finding);
  const inside = finding ? (found?.waiting ?? 0) : job.counts.waiting;
  const outside = finding ? (found?.total ?? 0) - inside : job.counts.left_out;
  const run = (include: 0 | 1) =>
    choose.mutate({ job_id: job.job_id, ...(finding && { finding }), include });
  return (
    <Group gap={6} className={classes.actions}>
      {group !== 'waiting' && outside > 0 && (
        <Button variant="default" loading={choose.isPending} onClick={() => run(1)}>
          {t('check.include')}
        </Button>
      )}
      {group !== 'left_out' && inside > 0 && (
        <Button variant="default" loading={choose.isPending} onClick={() => run(0)}>
          {t('check.leaveOut')}
        </Button>
      )}
    </Group>
  );
}
