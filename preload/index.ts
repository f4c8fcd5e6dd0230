import { contextBridge, ipcRenderer } from 'electron';
import { z } from 'zod';
import {
  type AbilityArgument,
  type CredoDesktop,
  type NativeAbility,
  nativeAbilities,
} from './api.ts';

// The page's policy forbids eval; without this zod tries it, and the attempt is logged.
z.config({ jitless: true });

/** Asks the main process; a wrong argument is refused here already. */
async function ask<Name extends NativeAbility>(
  name: Name,
  argument: AbilityArgument<Name>,
): Promise<unknown> {
  const ability = nativeAbilities[name];
  return ipcRenderer.invoke(ability.channel, ability.argument.parse(argument));
}

const desktop: CredoDesktop = {
  platform: process.platform,
  async setTheme(theme) {
    await ask('setTheme', theme);
  },
  async setLanguage(language) {
    await ask('setLanguage', language);
  },
  async setBadge(count) {
    await ask('setBadge', count);
  },
  async notify(notification) {
    await ask('notify', notification);
  },
  async chooseDownloadFolder() {
    const folder = await ask('chooseDownloadFolder', undefined);
    return typeof folder === 'string' ? folder : null;
  },
};

contextBridge.exposeInMainWorld('credo', desktop);
