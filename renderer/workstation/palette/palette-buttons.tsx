import { ActionIcon } from '@mantine/core';
import { IconCommand, IconKeyboard } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useUi } from '../app/ui-store.ts';
import { keyNames } from '../ui/key-names.ts';
import { isUnderDialog } from '../ui/keys.ts';
import { useOwnKey } from '../ui/own-keys.ts';
import { isMac } from '../ui/platform.ts';
import { catchTyping } from '../ui/type-ahead.ts';
import { useShortcut } from '../ui/use-shortcut.ts';

const paletteKey = 'mod+k';
const sheetKey = '?';

/** The palette and the sheet of keys: their buttons and their keys. */
export function PaletteButtons() {
  const { t } = useTranslation('palette');
  const keySheet = useUi((state) => state.keySheet);
  const { openPalette, openKeySheet, closeKeySheet } = useUi.getState();
  useShortcut(paletteKey, t('open'), () => {
    catchTyping();
    openPalette();
  });
  const openSheet = () => {
    if (keySheet !== undefined) closeKeySheet();
    else openKeySheet(isUnderDialog(null) ? 'dialog' : 'page');
  };
  const pressed = useOwnKey();
  useShortcut(sheetKey, t('keySheet.open'), openSheet, 'everywhere');
  return (
    <>
      <ActionIcon
        aria-label={t('open')}
        title={`${t('open')} (${keyNames(paletteKey, isMac()).join(' ')})`}
        onClick={openPalette}
      >
        <IconCommand size={18} stroke={1.6} />
      </ActionIcon>
      <ActionIcon
        aria-label={t('keySheet.open')}
        title={`${t('keySheet.open')} (${pressed(sheetKey).toUpperCase()})`}
        onClick={openSheet}
      >
        <IconKeyboard size={18} stroke={1.6} />
      </ActionIcon>
    </>
  );
}
