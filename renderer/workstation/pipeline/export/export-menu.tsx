import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconFileTypeCsv,
  IconFileTypeXls,
  IconTableExport,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { exportFormats } from '../../../../shared/api/export.ts';
import { OnFirstUse } from '../../ui/on-first-use.tsx';
import { usePipeline } from '../pipeline-store.ts';
import { useExport } from './use-export.tsx';

const icons = { csv: IconFileTypeCsv, xlsx: IconFileTypeXls } as const;

/** Exports what the list shows, every page of it. */
export function ExportMenu() {
  const { t } = useTranslation('pipeline');
  const run = useExport();
  return (
    <OnFirstUse
      opens="menu"
      button={
        <Button
          variant="default"
          disabled={run.isPending}
          leftSection={<IconTableExport size={15} stroke={1.7} />}
          rightSection={<IconChevronDown size={14} stroke={1.8} />}
        >
          {t('export.label')}
        </Button>
      }
      control={(button) => (
        <Menu>
          <Menu.Target>{button}</Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('export.hint')}</Menu.Label>
            {exportFormats.map((format) => {
              const Icon = icons[format];
              return (
                <Menu.Item
                  key={format}
                  leftSection={<Icon size={16} stroke={1.6} />}
                  onClick={() => run.mutate({ view: usePipeline.getState().view, format })}
                >
                  {t(`export.${format}`)}
                </Menu.Item>
              );
            })}
          </Menu.Dropdown>
        </Menu>
      )}
    />
  );
}
