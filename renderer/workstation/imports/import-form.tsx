import { Alert, Button, FileInput, Group, SegmentedControl, Stack } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportKind } from '../../../shared/api/candidates.ts';
import { useUi } from '../app/ui-store.ts';
import { ImportMapping } from './import-mapping.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportReport } from './import-report.tsx';
import classes from './imports.module.css';
import { PositionSelect } from './position-select.tsx';
import { downloadSample } from './sample-file.ts';
import { hasEnded, type Import } from './use-import.ts';

const kinds: readonly ImportKind[] = ['candidate', 'position'];

/** A file is checked first, without writing anything; then the same file is imported. */
export function ImportForm(props: { following: Import; onClose(): void }) {
  const { following, onClose } = props;
  const { openSettingsSection } = useUi();
  const { t } = useTranslation(['imports', 'app']);
  const { start, cancel, reset, request, status, uploaded, error, running } = following;
  // Opened again while an import runs, the form shows what was chosen for it.
  const [kind, setKind] = useState<ImportKind>(request?.kind ?? 'candidate');
  const [file, setFile] = useState<File | null>(request?.file ?? null);
  const [positionId, setPositionId] = useState(request?.positionId ?? 0);
  const [mapping, setMapping] = useState(request?.mapping ?? {});

  const result = hasEnded(status) ? status : undefined;
  const checked = result?.dry_run === true && result.state === 'finished';
  const imported = result?.dry_run === false;
  const takes = (result?.created ?? 0) + (result?.updated ?? 0);

  const run = (dryRun: boolean, changed = mapping) => {
    if (file) void start({ kind, file, positionId, mapping: changed, dryRun });
  };
  const choose = (next: File | null) => {
    setFile(next);
    setMapping({});
    reset();
  };

  return (
    <Stack gap="md">
      {!imported && (
        <>
          <Group justify="space-between">
            <SegmentedControl
              aria-label={t('import.kind')}
              value={kind}
              disabled={running}
              data={kinds.map((value) => ({ value, label: t(`import.kinds.${value}`) }))}
              onChange={(value) => {
                setKind(value as ImportKind);
                reset();
              }}
            />
            <Button
              variant="subtle"
              leftSection={<IconDownload size={15} stroke={1.7} />}
              onClick={() => downloadSample(t(`import.samples.${kind}`), t('import.sampleName'))}
            >
              {t('import.sample')}
            </Button>
          </Group>
          <FileInput
            label={t('import.file')}
            description={t('import.fileHint')}
            placeholder={t('import.choose')}
            leftSection={<IconFileSpreadsheet size={16} stroke={1.6} />}
            accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            clearable
            clearButtonProps={{ 'aria-label': t('import.clear') }}
            disabled={running}
            value={file}
            onChange={choose}
          />
          {kind === 'candidate' && (
            <PositionSelect
              label={t('import.position')}
              description={t('import.positionHint')}
              value={positionId}
              onChange={(value) => {
                setPositionId(value);
                reset();
              }}
            />
          )}
        </>
      )}
      {running && <ImportProgress uploaded={uploaded} status={status} dryRun={request?.dryRun} />}
      {error && <Alert color="red" role="alert" title={error.message} />}
      {result && result.state !== 'finished' && (
        <Alert color="red" role="alert" title={t('import.failed')}>
          {result.state === 'interrupted' ? t('import.interrupted') : result.message}
        </Alert>
      )}
      {result?.dry_run && Object.keys(result.mapping).length > 0 && (
        <ImportMapping
          kind={result.kind}
          mapping={result.mapping}
          onChange={(changed) => {
            setMapping(changed);
            run(true, changed);
          }}
        />
      )}
      {result && result.state !== 'failed' && <ImportReport status={result} />}
      <Group justify="flex-end" gap="xs" className={classes.actions}>
        {running && status && (
          <Button variant="subtle" color="red" mr="auto" onClick={() => void cancel()}>
            {t('import.stop')}
          </Button>
        )}
        {!running && (
          <Button
            variant="subtle"
            mr="auto"
            onClick={() => {
              onClose();
              openSettingsSection('imports');
            }}
          >
            {t('history.link')}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {imported || running ? t('app:actions.close') : t('app:actions.cancel')}
        </Button>
        {checked ? (
          <Button disabled={takes === 0} onClick={() => run(false)}>
            {t('import.run', { count: takes })}
          </Button>
        ) : (
          !imported && (
            <Button disabled={!file} loading={running} onClick={() => run(true)}>
              {t('import.check')}
            </Button>
          )
        )}
        {imported && (
          <Button variant="default" onClick={() => choose(null)}>
            {t('import.another')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
