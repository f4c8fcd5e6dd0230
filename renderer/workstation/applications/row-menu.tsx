import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowRight,
  IconDots,
  IconHistory,
  IconMailForward,
  IconUserCheck,
  IconUserX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import { certificateKinds } from '../../../shared/catalogue/certificate-kinds.ts';
import { useUi } from '../app/ui-store.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { useCellTabIndex } from '../pipeline/table/cell-tab-index.ts';
import { useApplicationActions } from './use-application-actions.tsx';

const icon = { size: 16, stroke: 1.6 } as const;

/** What can be done with one application. */
export function RowMenu({ row }: { row: ApplicationRow }) {
  const { t } = useTranslation('applications');
  return (
    <Menu width={200} withinPortal>
      <Menu.Target>
        <ActionIcon
          tabIndex={useCellTabIndex()}
          aria-label={t('menu', { name: row.resume_name })}
          onClick={(event) => event.stopPropagation()}
        >
          <IconDots size={17} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
        <RowMenuItems row={row} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** The items alone, so that a closed menu costs a row nothing. */
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
