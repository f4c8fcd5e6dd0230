import { Alert, Button, Group, Loader, Modal, SegmentedControl, Table, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type BulkItem,
  type BulkItemState,
  type BulkJob,
  bulkItemStates,
  exportBulkResults,
  retryBulkJob,
} from '../../../shared/api/bulk.ts';
import { download } from '../api/client.ts';
import { useUi } from '../app/ui-store.ts';
import { saveFile } from '../pipeline/export/save-file.ts';
import { notifyDone, notifyError } from '../ui/notify.tsx';
import { type Tone, ToneBadge } from '../ui/status-badge.tsx';
import { useLast } from '../ui/use-last.ts';
import {
  offersUndo,
  useBulkCommand,
  useBulkItems,
  useBulkJob,
  useUndoJob,
} from './bulk-queries.ts';
import { useBulk } from './bulk-store.ts';
import { useJobTitle } from './job-title.ts';
import classes from './results.module.css';
import { useSendUndo } from './use-send-undo.ts';

const tones: Record<BulkItemState, Tone> = {
  waiting: 'gray',
  left_out: 'gray',
  done: 'green',
  skipped: 'orange',
  refused: 'red',
};

/** What became of every row of a job. */
export default function ResultsDialog() {
  const { t } = useTranslation('bulk');
  const { resultsOf, closeResults } = useBulk();
  const jobId = useLast(resultsOf);
  const title = useJobTitle();
  const { data: job, error } = useBulkJob(jobId);
  return (
    <Modal
      opened={resultsOf !== undefined}
      onClose={closeResults}
      size={860}
      title={job ? title(job) : t('results.title')}
    >
      {error && (
        <Alert color="red" role="alert" title={t('results.failed')}>
          {error.message}
        </Alert>
      )}
      {job && <Results key={job.job_id} job={job} />}
    </Modal>
  );
}

function Results({ job }: { job: BulkJob }) {
  const { t } = useTranslation('bulk');
  const [state, setState] = useState<BulkItemState | 'all'>('all');
  const filter = state === 'all' ? {} : { state };
  const items = useBulkItems(job.job_id, filter);
  const rows = items.data?.pages.flatMap(({ dataList }) => dataList) ?? [];
  const counted = bulkItemStates.filter((name) => job.counts[name] > 0);
  return (
    <>
      <Group justify="space-between" mb="sm" gap="xs">
        <SegmentedControl
          aria-label={t('results.states')}
          value={state}
          onChange={(value) => setState(value as typeof state)}
          data={[
            { value: 'all', label: `${t('state.all')} ${job.total}` },
            ...counted.map((name) => ({
              value: name,
              label: `${t(`state.${name}`)} ${job.counts[name]}`,
            })),
          ]}
        />
        <ResultActions job={job} state={filter.state} />
      </Group>
      <Text size="xs" c="dimmed" mb={6}>
        {t('job.by', { name: job.uname, time: job.started_at ?? job.created_at })}
        {job.message !== '' && ` · ${job.message}`}
      </Text>
      {items.error && <Alert color="red">{items.error.message}</Alert>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the rows scroll, and the keyboard has to reach them. */}
      <section className={classes.scroller} tabIndex={0} aria-label={t('results.title')}>
        <Table stickyHeader verticalSpacing={5} horizontalSpacing="sm" layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={200}>{t('results.name')}</Table.Th>
              <Table.Th w={200}>{t('results.email')}</Table.Th>
              <Table.Th w={92}>{t('results.result')}</Table.Th>
              <Table.Th>{t('results.reason')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((item) => (
              <Table.Tr key={item.item_id}>
                <Table.Td>
                  <Candidate applicationId={item.application_id} name={item.resume_name} />
                  <div className={classes.minor} title={item.position_name}>
                    {item.position_name}
                  </div>
                </Table.Td>
                <Table.Td className={classes.minor} title={item.resume_email}>
                  {job.action === 'send' ? item.resume_email : ''}
                </Table.Td>
                <Table.Td>
                  <ToneBadge tone={tones[item.state]}>{t(`state.${item.state}`)}</ToneBadge>
                </Table.Td>
                <Table.Td className={classes.reason}>
                  {reasons(item).map((text) => (
                    <div key={text}>{text}</div>
                  ))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {items.data && rows.length === 0 && (
          <Text c="dimmed" ta="center" p="lg">
            {t('results.empty')}
          </Text>
        )}
      </section>
      {items.hasNextPage && (
        <Button
          variant="subtle"
          mt={6}
          onClick={() => void items.fetchNextPage()}
          leftSection={items.isFetchingNextPage ? <Loader size={12} /> : undefined}
        >
          {t('check.more')}
        </Button>
      )}
    </>
  );
}

/** Why a row was not done: what became of it, else what its check said. */
function reasons({ reason, state, findings }: BulkItem): string[] {
  if (reason) return [reason.text];
  return state === 'done' ? [] : findings.map(({ text }) => text);
}

function Candidate({ applicationId, name }: { applicationId: number; name: string }) {
  const { t } = useTranslation('bulk');
  const { openApplication, showView, view } = useUi();
  const closeResults = useBulk((state) => state.closeResults);
  if (name === '') return <span>#{applicationId}</span>;
  return (
    <button
      type="button"
      className={classes.name}
      title={t('results.open', { name })}
      onClick={() => {
        closeResults();
        if (view !== 'pipeline') showView('pipeline');
        openApplication(applicationId);
      }}
    >
      {name}
    </button>
  );
}

function ResultActions({ job, state }: { job: BulkJob; state: BulkItemState | undefined }) {
  const { t } = useTranslation('bulk');
  const { closeResults, setTray } = useBulk();
  const retry = useBulkCommand(retryBulkJob);
  const undo = useUndoJob();
  const offerUndo = useSendUndo();
  const file = useMutation({
    mutationFn: () => download(exportBulkResults, { job_id: job.job_id, ...(state && { state }) }),
    onSuccess: (result) => {
      saveFile(result);
      notifyDone(t('exported', { name: result.name }));
    },
    onError: (error) => notifyError(error, { title: t('exportFailed') }),
  });
  const failed = job.counts.skipped + job.counts.refused;
  const over = job.state === 'finished' || job.state === 'cancelled';
  const away = () => {
    closeResults();
    setTray(true);
  };
  return (
    <Group gap={6}>
      {over && failed > 0 && job.undone_by === null && (
        <Button
          variant="default"
          loading={retry.isPending}
          onClick={() =>
            retry.mutate(
              { job_id: job.job_id },
              {
                onSuccess: (again) => {
                  if (again.can_undo && again.action === 'send') offerUndo(again, failed);
                  away();
                },
              },
            )
          }
        >
          {t('results.retry', { count: failed })}
        </Button>
      )}
      {offersUndo(job) && (
        <Button
          variant="default"
          onClick={() => {
            undo(job.job_id);
            away();
          }}
        >
          {t('tray.undo')}
        </Button>
      )}
      <Button variant="default" loading={file.isPending} onClick={() => file.mutate()}>
        {t('results.csv')}
      </Button>
    </Group>
  );
}
