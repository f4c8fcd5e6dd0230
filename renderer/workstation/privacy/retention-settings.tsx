import { Button, Divider, Group, NumberInput, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PrivacySettings, type PurgeRun, purgeNow } from '../../../shared/api/privacy.ts';
import { call } from '../api/client.ts';
import { useUnsaved } from '../ui/guarded-modal.tsx';
import { notifyDone, notifyError } from '../ui/notify.tsx';
import { SaveBar } from '../workspace/save-bar.tsx';
import { formatBytes } from './format-bytes.ts';
import { Loaded } from './loaded.tsx';
import {
  privacyKey,
  usePrivacySettings,
  usePurgePreview,
  useSavePrivacy,
} from './privacy-queries.ts';

const most = 3_650;

/** How long files and the access log are kept, what a purge would take, and what the last ones took. */
export default function RetentionSettings() {
  return (
    <Loaded query={usePrivacySettings()}>
      {(settings) => (
        <Stack gap="lg">
          <RetentionForm settings={settings} />
          <Divider />
          <Purges days={settings.files_days} />
        </Stack>
      )}
    </Loaded>
  );
}

function RetentionForm({ settings }: { settings: PrivacySettings }) {
  const { t } = useTranslation('privacy');
  const save = useSavePrivacy();
  const [files, setFiles] = useState<number | string>(settings.files_days);
  const [audit, setAudit] = useState<number | string>(settings.audit_days);
  const valid = [files, audit].every(
    (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most,
  );
  const dirty = files !== settings.files_days || audit !== settings.audit_days;
  useUnsaved(dirty);
  const bounds = {
    min: 0,
    max: most,
    allowDecimal: false,
    allowNegative: false,
    clampBehavior: 'strict' as const,
    inputWrapperOrder: ['label' as const, 'input' as const, 'description' as const],
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) save.mutate({ files_days: Number(files), audit_days: Number(audit) });
      }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('retention.intro')}
        </Text>
        <Group grow align="flex-start" gap="md">
          <NumberInput
            label={t('retention.files')}
            description={t('retention.filesHint')}
            value={files}
            onChange={setFiles}
            {...bounds}
          />
          <NumberInput
            label={t('retention.audit')}
            description={t('retention.auditHint')}
            value={audit}
            onChange={setAudit}
            {...bounds}
          />
        </Group>
        <SaveBar dirty={dirty && valid} saving={save.isPending} />
      </Stack>
    </form>
  );
}

function Purges({ days }: { days: number }) {
  const { t } = useTranslation(['privacy', 'app']);
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const purge = useMutation({
    mutationFn: () => call(purgeNow, {}),
    onSuccess: () => notifyDone(t('retention.started')),
    onError: (error) => notifyError(error, { title: t('failed') }),
    onSettled: () => {
      setAsking(false);
      void client.invalidateQueries({ queryKey: [...privacyKey, 'purge'] });
    },
  });
  return (
    <Loaded query={usePurgePreview(days)}>
      {({ certificates, files, bytes, runs }) => (
        <Stack gap="sm">
          <Text size="sm" role="status">
            {days === 0
              ? t('retention.off')
              : files === 0
                ? t('retention.nothing')
                : t('retention.preview', { certificates, files, size: formatBytes(bytes) })}{' '}
            {days > 0 && t('retention.schedule')}
          </Text>
          {days > 0 && files > 0 && (
            <Group gap="xs">
              {asking && <Text size="sm">{t('retention.sure')}</Text>}
              <Button
                variant={asking ? 'filled' : 'default'}
                {...(asking && { color: 'red' })}
                loading={purge.isPending}
                onClick={() => (asking ? purge.mutate() : setAsking(true))}
              >
                {t(asking ? 'retention.confirm' : 'retention.now')}
              </Button>
              {asking && (
                <Button variant="default" onClick={() => setAsking(false)}>
                  {t('app:actions.cancel')}
                </Button>
              )}
            </Group>
          )}
          <Title order={3} size="h4">
            {t('retention.runs')}
          </Title>
          {runs.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('retention.noRuns')}
            </Text>
          )}
          {runs.map((run) => (
            <Run key={run.purge_run_id} run={run} />
          ))}
        </Stack>
      )}
    </Loaded>
  );
}

function Run({ run }: { run: PurgeRun }) {
  const { t } = useTranslation('privacy');
  return (
    <Text size="sm">
      {t('retention.run', {
        time: run.started_at,
        who: run.uname || t('retention.automatic'),
        certificates: run.certificates,
        files: run.files,
        size: formatBytes(run.bytes),
        messages: run.messages,
        audit: run.audit_rows,
      })}
      {run.ended_at === null && ` · ${t('retention.running')}`}
    </Text>
  );
}
