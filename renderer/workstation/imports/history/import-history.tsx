import { Button, Group, Loader, Pagination, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUi } from '../../app/ui-store.ts';
import { useDelayed } from '../../ui/use-delayed.ts';
import { historySize, usePastImports } from './import-history-queries.ts';
import { PastImportCard } from './past-import.tsx';

/** Every import so far, newest first, each with what it did and the way back. */
export default function ImportHistory() {
  const { t } = useTranslation('imports');
  const [page, setPage] = useState(1);
  const { data, error, isPending, refetch } = usePastImports(page);
  const slow = useDelayed(isPending);
  const { openAdding, closeWorkspaceSettings } = useUi();
  if (!data) {
    return (
      <Stack align="flex-start" gap="xs" role="status">
        {error && <Text c="red">{error.message}</Text>}
        {error && (
          <Button variant="default" onClick={() => refetch()}>
            {t('history.retry')}
          </Button>
        )}
        {slow && <Loader size="sm" aria-label={t('history.loading')} />}
      </Stack>
    );
  }
  const pages = Math.ceil(data.pagination.total / historySize);
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {t('history.intro')}
        </Text>
        <Button
          variant="default"
          onClick={() => {
            closeWorkspaceSettings();
            openAdding('import');
          }}
        >
          {t('history.new')}
        </Button>
      </Group>
      {data.dataList.length === 0 && <Text c="dimmed">{t('history.none')}</Text>}
      {data.dataList.map((past) => (
        <PastImportCard key={past.import_id} past={past} />
      ))}
      {pages > 1 && <Pagination size="sm" total={pages} value={page} onChange={setPage} />}
    </Stack>
  );
}
