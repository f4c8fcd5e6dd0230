import { ActionIcon, Button, Group, Modal, Progress, Text, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type BulkJob,
  cancelBulkJob,
  pauseBulkJob,
  resumeBulkJob,
} from '../../../shared/api/bulk.ts';
import { shortTime } from '../certificates/drawer/short-time.ts';
import { offersUndo, useBulkCommand, useUndoJob } from './bulk-queries.ts';
import { useBulk } from './bulk-store.ts';
import { useJobTitle } from './job-title.ts';
import classes from './tray.module.css';

const icon = { size: 15, stroke: 1.7 } as const;

/** Rows that are over, and all that were to be done. */
export function jobProgress({ counts }: BulkJob): { done: number; total: number } {
  const done = counts.done + counts.skipped + counts.refused;
  return { done, total: done + counts.waiting };
}

/** A job: what it does, how far it is, and what can be done with it. */
export function JobCard({ job }: { job: BulkJob }) {
  const { t } = useTranslation('bulk');
  const title = useJobTitle()(job);
  const openResults = useBulk((state) => state.openResults);
  const undo = useUndoJob();
  const { done, total } = jobProgress(job);
  const active = job.state === 'queued' || job.state === 'running' || job.state === 'paused';
  const failed = job.counts.skipped + job.counts.refused;
  return (
    <li className={classes.job}>
      <Group justify="space-between" wrap="nowrap" gap={8}>
        <Text className={classes.title} title={title}>
          {title}
        </Text>
        {active && <JobControls job={job} title={title} />}
      </Group>
      {active && (
        <Progress
          size="sm"
          my={4}
          value={total > 0 ? (100 * done) / total : 0}
          color={job.state === 'paused' ? 'orange' : undefined}
          aria-label={title}
        />
      )}
      {job.message !== '' && job.state === 'paused' && (
        <Text size="xs" c="var(--tone-orange-text)">
          {job.message}
        </Text>
      )}
      <Group justify="space-between" wrap="nowrap" gap={8}>
        <Text size="xs" c="dimmed" className={classes.facts}>
          {t(`jobState.${job.state}`)}
          {' · '}
          {active
            ? t('tray.progress', { done, total })
            : `${t('state.done')} ${job.counts.done}${failed > 0 ? ` · ${t('state.refused')} ${failed}` : ''}`}
          {' · '}
          {job.undone_by === null ? shortTime(job.created_at) : t('tray.undone')}
        </Text>
        <Group gap={4} wrap="nowrap">
          {offersUndo(job) && (
            <Button variant="subtle" px={6} onClick={() => undo(job.job_id)}>
              {t('tray.undo')}
            </Button>
          )}
          <Button variant="subtle" px={6} onClick={() => openResults(job.job_id)}>
            {t('tray.results')}
          </Button>
        </Group>
      </Group>
    </li>
  );
}

function JobControls({ job, title }: { job: BulkJob; title: string }) {
  const { t } = useTranslation('bulk');
  const pause = useBulkCommand(pauseBulkJob);
  const resume = useBulkCommand(resumeBulkJob);
  const cancel = useBulkCommand(cancelBulkJob);
  const { job_id } = job;
  const paused = job.state === 'paused';
  const [asking, setAsking] = useState(false);
  const { done, total } = jobProgress(job);
  return (
    <Group gap={2} wrap="nowrap">
      {paused ? (
        <Button
          variant="light"
          px={8}
          leftSection={<IconPlayerPlay {...icon} />}
          loading={resume.isPending}
          onClick={() => resume.mutate({ job_id })}
        >
          {t('tray.resume')}
        </Button>
      ) : (
        <Tooltip label={t('tray.pause')}>
          <ActionIcon
            aria-label={`${t('tray.pause')}: ${title}`}
            loading={pause.isPending}
            onClick={() => pause.mutate({ job_id })}
          >
            <IconPlayerPause {...icon} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={t('tray.cancel')}>
        <ActionIcon aria-label={`${t('tray.cancel')}: ${title}`} onClick={() => setAsking(true)}>
          <IconX {...icon} />
        </ActionIcon>
      </Tooltip>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('tray.cancelTitle')}
        size={400}
      >
        <Text mb="lg">{t('tray.cancelText', { done, rest: total - done })}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('tray.keep')}
          </Button>
          <Button
            color="red"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ job_id }, { onSettled: () => setAsking(false) })}
          >
            {t('tray.cancel')}
          </Button>
        </Group>
      </Modal>
    </Group>
  );
}
