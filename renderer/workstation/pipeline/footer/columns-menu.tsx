import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconRestore, IconTableOptions } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { GridLayout } from '../../../../shared/api/grid-layout.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import { OnFirstUse } from '../../ui/on-first-use.tsx';
import { changeColumn } from '../layout/layout-changes.ts';
import type { GridLayoutControl } from '../layout/use-grid-layout.ts';
import { viewOfColumn } from '../table/column-views.tsx';
import classes from './grid-footer.module.css';

/** Every column there is, shown or hidden with one click; and the way back to the default. */
export function ColumnsMenu(props: { layout: GridLayout; control: GridLayoutControl }) {
  const { t } = useTranslation('pipeline');
  return (
    <OnFirstUse
      opens="menu"
      button={
        <ActionIcon aria-label={t('layout.label')} title={t('layout.label')}>
          <IconTableOptions size={18} stroke={1.6} />
        </ActionIcon>
      }
      control={(button) => (
        <Menu closeOnItemClick={false} position="top-end" width={230} withinPortal>
          <Menu.Target>{button}</Menu.Target>
          <Menu.Dropdown>
            <Items {...props} />
          </Menu.Dropdown>
        </Menu>
      )}
    />
  );
}

function Items({ layout, control }: Parameters<typeof ColumnsMenu>[0]) {
  const { t } = useTranslation('pipeline');
  const localized = useLocalized();
  return (
    <>
      <div className={classes.columns}>
        {layout.columns.map(({ key, visible }) => {
          const view = viewOfColumn(key);
          if (!view) return null;
          return (
            <Menu.Item
              key={key}
              role="menuitemcheckbox"
              aria-checked={visible}
              disabled={view.required}
              leftSection={
                <IconCheck size={15} stroke={2} style={{ opacity: visible ? 1 : 0 }} aria-hidden />
              }
              onClick={() => control.change(changeColumn(layout, key, { visible: !visible }))}
            >
              {localized(view.label)}
            </Menu.Item>
          );
        })}
      </div>
      {control.reset && (
        <>
          <Menu.Divider />
          <Menu.Item
            closeMenuOnClick
            leftSection={<IconRestore size={15} stroke={1.6} />}
            onClick={control.reset}
          >
            {t('layout.reset')}
          </Menu.Item>
        </>
      )}
    </>
  );
}
