import { Modal } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useUi } from '../app/ui-store.ts';
import { useRegisteredShortcuts } from '../ui/shortcut-registry.ts';
import { useLast } from '../ui/use-last.ts';
import classes from './key-sheet.module.css';
import { ShortcutList } from './shortcut-list.tsx';

/** Every key that does something on the screen below, as its handlers registered them. */
export default function KeySheet() {
  const { t } = useTranslation('palette');
  const { keySheet, closeKeySheet } = useUi();
  // While it closes, it still shows what it showed.
  const over = useLast(keySheet);
  const shortcuts = useRegisteredShortcuts();
  const scopes = over === undefined ? [] : [over, 'everywhere' as const];
  return (
    <Modal
      opened={keySheet !== undefined}
      onClose={closeKeySheet}
      title={t('keySheet.title')}
      size={560}
    >
      <div className={classes.sheet}>
        {scopes.map((scope) => (
          <Fragment key={scope}>
            <h3 className={classes.scope}>{t(`keySheet.${scope}`)}</h3>
            <ShortcutList shortcuts={shortcuts.filter((shortcut) => shortcut.scope === scope)} />
          </Fragment>
        ))}
      </div>
    </Modal>
  );
}
