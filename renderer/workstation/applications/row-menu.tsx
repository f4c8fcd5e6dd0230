import { Menu } from '@mantine/core';
import {
  IconArrowRight,
  IconHistory,
  IconMailForward,
  IconUserCheck,
  IconUserX,
} from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import { certificateKinds } from '../../../shared/catalogue/certificate-kinds.ts';
import { useUi } from '../app/ui-store.ts';
import { translate, useLocalized } from '../i18n/i18n.ts';
import { useCellTabIndex } from '../pipeline/table/cell-tab-index.ts';
import { OnFirstUse } from '../ui/on-first-use.tsx';
import classes from './row-menu.module.css';
import { useApplicationActions } from './use-application-actions.tsx';

const icon = { size: 16, stroke: 1.6 } as const;
/** Three dots in one path: one is drawn for each row. */
const dots =
  'M3.2 12a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0zm7 0a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0zm7 0a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0z';

/** What can be done with one application. */
export function RowMenu({ row }: { row: ApplicationRow }) {
  return (
    <OnFirstUse
      opens="menu"
      button={<MenuButton row={row} onClick={(event) => event.stopPropagation()} />}
      control={(button) => (
        <Menu width={200} withinPortal>
          <Menu.Target>{button}</Menu.Target>
          <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
            <RowMenuItems row={row} />
          </Menu.Dropdown>
        </Menu>
      )}
    />
  );
}

function MenuButton({ row, ...others }: { row: ApplicationRow } & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      {...others}
      className={classes.button}
      tabIndex={useCellTabIndex()}
      aria-label={translate('applications:menu', { name: row.resume_name })}
    >
      <svg viewBox="0 0 24 24" width={17} height={17} aria-hidden="true">
        <path d={dots} fill="currentColor" />
      </svg>
    </button>
  );
}

/** The items alone, so that a closed menu costs nothing. */
function RowMenuItems({ row }: { row: ApplicationRow }) {
  const { t } = useTranslation('applications');
  const localized = useLocalized();
  const { openSendDialog, openApplication, openMove } = useUi();
  const { eliminateRow, restoreRow } = useApplicationActions();
  const inProgress = row.list_state === 1;
  return (
    <>
      {inProgress &&
        certificateKinds.map(({ kind, label }) => (
          <Menu.Item
            key={kind}
            leftSection={<IconMailForward {...icon} />}
            onClick={() => openSendDialog({ application: row, kind })}
          >
            {t('send', { kind: localized(label) })}
          </Menu.Item>
        ))}
      {inProgress && (
        <Menu.Item leftSection={<IconArrowRight {...icon} />} onClick={() => openMove(row)}>
          {t('move')}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconHistory {...icon} />}
        onClick={() => openApplication(row.application_id)}
      >
        {t('showHistory')}
      </Menu.Item>
      <Menu.Divider />
      {inProgress ? (
        <Menu.Item
          color="red"
          leftSection={<IconUserX {...icon} />}
          onClick={() => void eliminateRow(row)}
        >
          {t('eliminate')}
        </Menu.Item>
      ) : (
        <Menu.Item leftSection={<IconUserCheck {...icon} />} onClick={() => void restoreRow(row)}>
          {t('restore')}
        </Menu.Item>
      )}
    </>
  );
}
