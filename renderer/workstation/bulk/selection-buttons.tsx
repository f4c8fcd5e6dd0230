import { Button, Menu } from '@mantine/core';
import {
  IconArrowRight,
  IconChevronDown,
  IconMailForward,
  IconTableExport,
  IconUserCheck,
  IconUserX,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { exportSelection } from '../../../shared/api/bulk.ts';
import { type ExportFormat, exportFormats } from '../../../shared/api/export.ts';
import { certificateKinds } from '../../../shared/catalogue/certificate-kinds.ts';
import { download } from '../api/client.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { columnsOnScreen } from '../pipeline/export/columns-on-screen.ts';
import { saveFile } from '../pipeline/export/save-file.ts';
import { usePipeline } from '../pipeline/pipeline-store.ts';
import type { SelectionActionProps } from '../pipeline/selection/selection-actions.ts';
import { notifyDone, notifyError } from '../ui/notify.tsx';
import { useBulk } from './bulk-store.ts';

const icon = { size: 15, stroke: 1.7 } as const;

/** Asks the selected candidates for a certificate of a kind. */
export function SendSelected({ selection, count, onDone }: SelectionActionProps) {
  const { t } = useTranslation('bulk');
  const localized = useLocalized();
  const { openBulk } = useBulk();
  const processId = usePipeline(({ view }) => view.processId);
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Button
          leftSection={<IconMailForward {...icon} />}
          rightSection={<IconChevronDown size={13} />}
        >
          {t('send')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {certificateKinds.map(({ kind, label }) => (
          <Menu.Item
            key={kind}
            onClick={() =>
              openBulk({ action: 'send', kind, selection, count, processId, onStarted: onDone })
            }
          >
            {t('sendKind', { kind: localized(label) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Moves the selected applications. */
export function MoveSelected({ selection, count, onDone }: SelectionActionProps) {
  const { t } = useTranslation('bulk');
  const { openBulk } = useBulk();
  const processId = usePipeline(({ view }) => view.processId);
  return (
    <Button
      variant="default"
      leftSection={<IconArrowRight {...icon} />}
      onClick={() => openBulk({ action: 'move', selection, count, processId, onStarted: onDone })}
    >
      {t('move')}
    </Button>
  );
}

/** Eliminates, restores or exports what is selected. */
export function MoreOfSelected({ selection, count, onDone }: SelectionActionProps) {
  const { t } = useTranslation('bulk');
  const { openBulk } = useBulk();
  const view = usePipeline((state) => state.view);
  const client = useQueryClient();
  const run = useMutation({
    mutationFn: (format: ExportFormat) =>
      download(exportSelection, {
        selection,
        format,
        stage_type_id: view.stageTypeId,
        process_id: view.processId,
        columns: columnsOnScreen(client, view),
      }),
    onSuccess: (file) => {
      saveFile(file);
      notifyDone(t('exported', { name: file.name }));
    },
    onError: (error) => notifyError(error, { title: t('exportFailed') }),
  });
  const open = (action: 'eliminate' | 'restore') =>
    openBulk({ action, selection, count, processId: view.processId, onStarted: onDone });
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Button
          variant="default"
          rightSection={<IconChevronDown size={13} />}
          loading={run.isPending}
        >
          {t('more')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {exportFormats.map((format) => (
          <Menu.Item
            key={format}
            leftSection={<IconTableExport {...icon} />}
            onClick={() => run.mutate(format)}
          >
            {t('exportAs', { format: format.toUpperCase() })}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconUserCheck {...icon} />} onClick={() => open('restore')}>
          {t('restore')}
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconUserX {...icon} />}
          onClick={() => open('eliminate')}
        >
          {t('eliminate')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
