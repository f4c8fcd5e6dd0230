import { Button, Menu } from '@mantine/core';
import {
  IconBriefcase,
  IconChevronDown,
  IconFileImport,
  IconPlus,
  IconUserPlus,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { listType } from '../../../shared/api/process.ts';
import { useUi } from '../app/ui-store.ts';
import { OnFirstUse } from '../ui/on-first-use.tsx';
import { Segments } from '../ui/segments.tsx';
import { ModeSwitch } from './board/mode-switch.tsx';
import { ExportMenu } from './export/export-menu.tsx';
import classes from './pipeline-page.module.css';
import { usePipeline } from './pipeline-store.ts';
import { StageTabs } from './stage-tabs.tsx';
import { ViewPicker } from './views/view-picker.tsx';

const listTypes = Object.keys(listType) as (keyof typeof listType)[];
const icon = { size: 16, stroke: 1.6 } as const;

/** Stage tabs, what state of applications is shown, and adding new ones. */
export const PipelineToolbar = memo(function PipelineToolbar({ panelId }: { panelId: string }) {
  const { t } = useTranslation('pipeline');
  const shown = usePipeline((state) => state.view.listType);
  const setListType = usePipeline((state) => state.setListType);
  const openAdding = useUi((state) => state.openAdding);
  return (
    <div className={classes.toolbar}>
      <StageTabs panelId={panelId} />
      <ViewPicker />
      <div className={classes.right}>
        <Segments
          label={t('listType.label')}
          value={String(shown)}
          options={listTypes.map((name) => ({
            value: String(listType[name]),
            label: t(`listType.${name}`),
          }))}
          onChange={(value) => setListType(Number(value))}
        />
        <ModeSwitch />
        <ExportMenu />
        <OnFirstUse
          opens="menu"
          button={
            <Button
              leftSection={<IconPlus size={15} stroke={2} />}
              rightSection={<IconChevronDown size={14} stroke={1.8} />}
            >
              {t('add.label')}
            </Button>
          }
          control={(button) => (
            <Menu>
              <Menu.Target>{button}</Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  leftSection={<IconFileImport {...icon} />}
                  onClick={() => openAdding('import')}
                >
                  {t('add.import')}
                </Menu.Item>
                <Menu.Item
                  leftSection={<IconUserPlus {...icon} />}
                  onClick={() => openAdding('candidate')}
                >
                  {t('add.candidate')}
                </Menu.Item>
                <Menu.Item
                  leftSection={<IconBriefcase {...icon} />}
                  onClick={() => openAdding('position')}
                >
                  {t('add.position')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        />
      </div>
    </div>
  );
});
