import { Kbd, Modal } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useUi } from '../app/ui-store.ts';
import { keyNames } from '../ui/key-names.ts';
import { isMac } from '../ui/platform.ts';
import { type Shortcut, useRegisteredShortcuts } from '../ui/shortcut-registry.ts';
import { useLast } from '../ui/use-last.ts';
import classes from './key-sheet.module.css';

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
            <dl className={classes.keys}>
              {distinct(shortcuts.filter((shortcut) => shortcut.scope === scope)).map(
                (shortcut) => (
                  <div key={shortcut.keys.join() + shortcut.description} className={classes.row}>
                    <dt>{shortcut.description}</dt>
                    <dd>
                      <Keys keys={shortcut.keys} or={t('keySheet.or')} />
                    </dd>
                  </div>
                ),
              )}
            </dl>
          </Fragment>
        ))}
      </div>
    </Modal>
  );
}

function Keys({ keys, or }: { keys: readonly string[]; or: string }) {
  const mac = isMac();
  return keys.map((key, index) => (
    <Fragment key={key}>
      {index > 0 && <span className={classes.or}>{or}</span>}
      {keyNames(key, mac).map((name) => (
        <Kbd key={name} size="sm">
          {name}
        </Kbd>
      ))}
    </Fragment>
  ));
}

/** Two dialogs above one another both close by Escape; it is said once. */
function distinct(shortcuts: readonly Shortcut[]): Shortcut[] {
  return [...new Map(shortcuts.map((shortcut) => [JSON.stringify(shortcut), shortcut])).values()];
}
