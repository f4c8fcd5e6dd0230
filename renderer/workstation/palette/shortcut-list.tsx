import { Kbd } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { keyNames } from '../ui/key-names.ts';
import { isMac } from '../ui/platform.ts';
import type { Shortcut } from '../ui/shortcut-registry.ts';
import classes from './key-sheet.module.css';

/** Shortcuts with their keys, each once. */
export function ShortcutList({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  const { t } = useTranslation('palette');
  return (
    <dl className={classes.keys}>
      {distinct(shortcuts).map((shortcut) => (
        <div key={shortcut.keys.join() + shortcut.description} className={classes.row}>
          <dt>{shortcut.description}</dt>
          <dd>
            <Keys keys={shortcut.keys} or={t('keySheet.or')} />
          </dd>
        </div>
      ))}
    </dl>
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
