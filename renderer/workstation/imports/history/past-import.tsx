import { Button, Group, Progress, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PastImport } from '../../../../shared/api/import-history.ts';
import { ImportErrors } from '../import-errors.tsx';
import classes from '../imports.module.css';
import { useImportErrors, useUndoImport, useUndoReport } from './import-history-queries.ts';

/** One past import: what it did, and undoing it once it was asked twice. */
export function PastImportCard({ past }: { past: PastImport }) {
  const { t } = useTranslation(['imports', 'app']);
  const [asking, setAsking] = useState(false);
  const undo = useUndoImport();
  const { undo: done } = past;
  const running = done?.state === 'running';
  return (
    <section className={classes.past} aria-label={past.file_name}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {past.file_name}
          </Text>
          <Text size="xs" c="dimmed">
            {[
              t(`import.kinds.${past.kind}`),
              past.created_at,
              past.uname,
              t(`history.states.${past.state}`),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          <Text size="sm" mt={4}>
            {t('history.counts', {
              created: past.created,
              updated: past.updated,
              skipped: past.skipped,
              failed: past.failed,
            })}
          </Text>
        </div>
        {past.undoable && !asking && (
          <Button
            variant="default"
            style={{ flexShrink: 0 }}
            leftSection={<IconArrowBackUp size={15} stroke={1.7} />}
            onClick={() => setAsking(true)}
          >
            {t(done ? 'history.undoRest' : 'history.undo')}
          </Button>
        )}
      </Group>
      {past.failed > 0 && <Problems importId={past.import_id} count={past.failed} />}
      {asking && past.undoable && (
        <Group gap="xs" mt="xs">
          <Text size="sm" flex={1} miw={240}>
            {t('history.sure')}
          </Text>
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('app:actions.cancel')}
          </Button>
          <Button
            color="red"
            loading={undo.isPending}
            onClick={() => undo.mutate(past.import_id, { onSettled: () => setAsking(false) })}
          >
            {t('history.confirm')}
          </Button>
        </Group>
      )}
      {done && running && (
        <div role="status">
          <Text size="sm" mt="xs" mb={4}>
            {t('history.running', { processed: done.processed, total: done.total })}
          </Text>
          <Progress
            value={done.total > 0 ? (done.processed / done.total) * 100 : 0}
            aria-label={t('history.undo')}
          />
        </div>
      )}
      {done && !running && (
        <Text size="sm" mt="xs" role="status">
          {t('history.done', { undone: done.undone, time: done.ended_at ?? '', name: done.uname })}
        </Text>
      )}
      {done && !running && done.kept > 0 && <Kept importId={past.import_id} count={done.kept} />}
    </section>
  );
}

/** The rows that were not imported, and why. */
function Problems({ importId, count }: { importId: number; count: number }) {
  const { t } = useTranslation('imports');
  const [open, setOpen] = useState(false);
  const { data } = useImportErrors(importId, open);
  return (
    <>
      <More open={open} onToggle={() => setOpen(!open)}>
        {t('history.problems', { count })}
      </More>
      {open && data && data.errors.length < count && (
        <Text size="xs" c="dimmed" mb={4}>
          {t('import.firstErrors', { count: data.errors.length })}
        </Text>
      )}
      {open && data && <ImportErrors errors={data.errors} />}
    </>
  );
}

/** Opens what is told in more words below it. */
function More(props: { open: boolean; onToggle(): void; children: ReactNode }) {
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      mt={4}
      ml={-8}
      display="block"
      aria-expanded={props.open}
      onClick={props.onToggle}
    >
      {props.children}
    </Button>
  );
}

/** What stayed, and why. */
function Kept({ importId, count }: { importId: number; count: number }) {
  const { t } = useTranslation('imports');
  const [open, setOpen] = useState(false);
  const { data } = useUndoReport(importId, open);
  return (
    <>
      <More open={open} onToggle={() => setOpen(!open)}>
        {t('history.kept', { count })}
      </More>
      {open && data && (
        <div className={classes.errors}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('history.what')}</th>
                <th scope="col">{t('history.name')}</th>
                <th scope="col">{t('history.why')}</th>
              </tr>
            </thead>
            <tbody>
              {data.kept_rows.map(({ what, name, position_name, reason }) => (
                <tr key={`${what}/${name}/${position_name}/${reason}`}>
                  <td>{t(`history.whats.${what}`)}</td>
                  <td>{[name, position_name].filter(Boolean).join(' · ')}</td>
                  <td>{t(`history.reasons.${reason}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
