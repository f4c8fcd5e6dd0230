import { ActionIcon, getDefaultZIndex, Popover, RingProgress, Text } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useBulkJobs } from './bulk-queries.ts';
import { useBulk } from './bulk-store.ts';
import { JobCard, jobProgress } from './job-card.tsx';
import classes from './tray.module.css';
import { useBulkLive } from './use-bulk-live.ts';

/** The bulk actions under way and past ones, behind a button of the top bar that shows how far they are. */
export function BulkTray() {
  const { t } = useTranslation('bulk');
  const { tray, setTray } = useBulk();
  const { data } = useBulkJobs();
  useBulkLive();
  const jobs = data?.dataList ?? [];
  const active = jobs.filter(({ state }) => ['queued', 'running', 'paused'].includes(state));
  const sums = active
    .map(jobProgress)
    .reduce((sum, { done, total }) => ({ done: sum.done + done, total: sum.total + total }), {
      done: 0,
      total: 0,
    });
  const label = active.length > 0 ? t('tray.open', { count: active.length }) : t('tray.label');
  return (
    <Popover
      opened={tray}
      onChange={setTray}
      position="bottom-end"
      width={400}
      withinPortal
      // A dialog that is opened by a key or a notice lies over it.
      zIndex={getDefaultZIndex('modal') - 1}
      shadow="lg"
    >
      <Popover.Target>
        <ActionIcon
          aria-label={label}
          title={label}
          aria-expanded={tray}
          onClick={() => setTray(!tray)}
        >
          {active.length > 0 ? (
            <RingProgress
              size={24}
              thickness={3}
              sections={[
                {
                  value: sums.total > 0 ? Math.max(4, (100 * sums.done) / sums.total) : 4,
                  color: active.every(({ state }) => state === 'paused') ? 'orange' : 'sea',
                },
              ]}
            />
          ) : (
            <IconChecklist size={18} stroke={1.6} />
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('tray.label')}>
        <Text fw={600} className={classes.head}>
          {t('tray.label')}
        </Text>
        {jobs.length === 0 ? (
          <Text c="dimmed" p="sm">
            {t('tray.empty')}
          </Text>
        ) : (
          <ul className={classes.jobs}>
            {jobs.map((job) => (
              <JobCard key={job.job_id} job={job} />
            ))}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
