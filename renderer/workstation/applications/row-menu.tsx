import { Menu } from '@mantine/core';
import {
  IconArrowRight,
  IconHistory,
  IconMailForward,
  IconUserCheck,
  IconUserX,
} from '@tabler/icons-react';
import { type ComponentProps, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import { certificateKinds } from '../../../shared/catalogue/certificate-kinds.ts';
import { useUi } from '../app/ui-store.ts';
import { translate, useLocalized } from '../i18n/i18n.ts';
import { useCellTabIndex } from '../pipeline/table/cell-tab-index.ts';
import classes from './row-menu.module.css';
import { useApplicationActions } from './use-application-actions.tsx';

const icon = { size: 16, stroke: 1.6 } as const;
/** Three dots in one path: one is drawn for each row. */
const dots =
  'M3.2 12a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0zm7 0a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0zm7 0a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0z';

/** What can be done with one application; until it is first opened, a button is all there is of it. */
export function RowMenu({ row }: { row: ApplicationRow }) {
  const [wanted, setWanted] = useState(false);
  if (wanted) return <OpenedMenu row={row} />;
  return (
    <MenuButton
      row={row}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={(event) => {
        event.stopPropagation();
        setWanted(true);
      }}
    />
  );
}

/** The menu, opened once it is there. */
function OpenedMenu({ row }: { row: ApplicationRow }) {
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    // It stands in the place of the button that was pressed, and gets the focus back when it closes.
    button.current?.focus({ preventScroll: true });
    setOpened(true);
  }, []);
  return (
    <Menu width={200} withinPortal opened={opened} onChange={setOpened}>
      <Menu.Target>
        <MenuButton row={row} ref={button} onClick={(event) => event.stopPropagation()} />
      </Menu.Target>
      <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
        <RowMenuItems row={row} />
      </Menu.Dropdown>
    </Menu>
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
