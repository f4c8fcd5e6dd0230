import { Button, Group, Pagination, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type AuditAction,
  auditActions,
  auditCountLimit,
  exportAudit,
  listAudit,
} from '../../../shared/api/audit.ts';
import type { RequestOf } from '../../../shared/api/endpoint.ts';
import { call, download } from '../api/client.ts';
import { saveFile } from '../pipeline/export/save-file.ts';
import { notifyError } from '../ui/notify.tsx';
import { AuditTable } from './audit-table.tsx';
import { Loaded } from './loaded.tsx';

const size = 50;

/** Who looked at what: filtered by what, when and whom, and exported so. */
export default function AuditPage() {
  const { t } = useTranslation('privacy');
  const [action, setAction] = useState<AuditAction | ''>('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [person, setPerson] = useState<{ id: string; name: string }>();
  const [page, setPage] = useState(1);
  const [exporting, setExporting] = useState(false);
  const filter: RequestOf<typeof exportAudit> = {
    ...{ action, from, to },
    ...(person && { tob_resume_id: person.id }),
  };
  const query = useQuery({
    queryKey: ['audit', filter, page],
    queryFn: ({ signal }) => call(listAudit, { ...filter, page, size }, { signal }),
    placeholderData: (before) => before,
    // The log grows while it is looked at; opening it shows what there is.
    staleTime: 0,
  });
  const change = (apply: () => void) => {
    apply();
    setPage(1);
  };
  async function exportAll() {
    setExporting(true);
    try {
      saveFile(await download(exportAudit, filter));
    } catch (error) {
      notifyError(error, { title: t('failed') });
    } finally {
      setExporting(false);
    }
  }
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('audit.intro')}
      </Text>
      <Group gap="sm" align="flex-end">
        <Select
          label={t('audit.action')}
          w={190}
          allowDeselect={false}
          value={action}
          data={[
            { value: '', label: t('audit.all') },
            ...auditActions.map((value) => ({ value, label: t(`audit.actions.${value}`) })),
          ]}
          onChange={(value) => change(() => setAction((value ?? '') as AuditAction | ''))}
        />
        <TextInput
          type="date"
          label={t('audit.from')}
          value={from}
          onChange={(event) => {
            const { value } = event.currentTarget;
            change(() => setFrom(value));
          }}
        />
        <TextInput
          type="date"
          label={t('audit.to')}
          value={to}
          onChange={(event) => {
            const { value } = event.currentTarget;
            change(() => setTo(value));
          }}
        />
        {person && (
          <Button variant="light" onClick={() => change(() => setPerson(undefined))}>
            {t('audit.showing', { name: person.name })} · {t('audit.clear')}
          </Button>
        )}
        <Button
          ml="auto"
          variant="default"
          leftSection={<IconDownload size={15} stroke={1.7} />}
          loading={exporting}
          onClick={() => void exportAll()}
        >
          {t('audit.export')}
        </Button>
      </Group>
      <Loaded query={query}>
        {({ dataList, pagination: { total } }) => (
          <>
            <AuditTable rows={dataList} onPerson={(chosen) => change(() => setPerson(chosen))} />
            <Group justify="space-between">
              <Text size="xs" c="dimmed" role="status">
                {total === 0
                  ? t('audit.none')
                  : t(total >= auditCountLimit ? 'audit.many' : 'audit.total', {
                      count: total,
                      total: total.toLocaleString(),
                    })}
              </Text>
              {total > size && (
                <Pagination
                  size="sm"
                  total={Math.ceil(total / size)}
                  value={page}
                  onChange={setPage}
                />
              )}
            </Group>
          </>
        )}
      </Loaded>
    </Stack>
  );
}
