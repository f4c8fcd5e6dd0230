import { contextBridge, ipcRenderer } from 'electron';
import { z } from 'zod';
import {
  type AbilityArgument,
  type CredoDesktop,
  type NativeAbility,
  nativeAbilities,
  openCertificateMessage,
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

let openCertificate: ((certificateId: number) => void) | undefined;
/** Clicked while the page was still on its way. */
let clicked: number | undefined;

ipcRenderer.on(openCertificateMessage.channel, (_event, value: unknown) => {
  const certificateId = openCertificateMessage.argument.safeParse(value);
  if (!certificateId.success) return;
  if (openCertificate) openCertificate(certificateId.data);
  else clicked = certificateId.data;
});

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
  async chooseDownloadFolder() {
    const folder = await ask('chooseDownloadFolder', undefined);
    return typeof folder === 'string' ? folder : null;
  },
  onOpenCertificate(open) {
    openCertificate = open;
    if (clicked !== undefined) open(clicked);
    clicked = undefined;
    return () => {
      if (openCertificate === open) openCertificate = undefined;
    };
  },
};

contextBridge.exposeInMainWorld('credo', desktop);
