import { Button, Divider, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportCandidate } from '../../../shared/api/privacy.ts';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import { download } from '../api/client.ts';
import { useCandidateSearch } from '../palette/candidate-search.ts';
import { saveFile } from '../pipeline/export/save-file.ts';
import { notifyError } from '../ui/notify.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import classes from './privacy.module.css';
import { Receipts } from './receipts.tsx';

/** Exports everything that is kept of one candidate, or erases it, with the receipts of that. */
export default function CandidateRequests() {
  const { t } = useTranslation('privacy');
  const [query, setQuery] = useState('');
  const [erasing, setErasing] = useState<ApplicationRow>();
  const { rows, keyword, searching } = useCandidateSearch(query);
  const people = [...new Map(rows.map((row) => [row.tob_resume_id, row])).values()];
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('candidates.intro')}
      </Text>
      <TextInput
        type="search"
        aria-label={t('candidates.search')}
        placeholder={t('candidates.search')}
        leftSection={<IconSearch size={15} stroke={1.7} />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      {people.map((row) => (
        <Person key={row.tob_resume_id} row={row} onErase={() => setErasing(row)} />
      ))}
      <div role="status">
        {keyword !== '' && !searching && people.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('candidates.none')}
          </Text>
        )}
      </div>
      <Divider />
      <Title order={3} size="h4">
        {t('candidates.receipts')}
      </Title>
      <Receipts />
      <EraseDialog row={erasing} onClose={() => setErasing(undefined)} />
    </Stack>
  );
}

function Person({ row, onErase }: { row: ApplicationRow; onErase: () => void }) {
  const { t } = useTranslation('privacy');
  const [busy, setBusy] = useState(false);
  async function exportAll() {
    setBusy(true);
    try {
      saveFile(await download(exportCandidate, { tob_resume_id: row.tob_resume_id }));
    } catch (error) {
      notifyError(error, { title: t('failed') });
    } finally {
      setBusy(false);
    }
  }
  return (
    <Group className={classes.person} justify="space-between" wrap="nowrap">
      <div style={{ minWidth: 0 }}>
        <Text fw={600}>{row.resume_name}</Text>
        <Text size="xs" c="dimmed" truncate>
          {[row.resume_phone, row.resume_email, row.position_name].filter(Boolean).join(' · ')}
        </Text>
      </div>
      <Group gap="xs" wrap="nowrap">
        <Button variant="default" loading={busy} onClick={() => void exportAll()}>
          {t('candidates.export')}
        </Button>
        <Button variant="default" c="red" onClick={onErase}>
          {t('candidates.erase')}
        </Button>
      </Group>
    </Group>
  );
}
