import { existsSync } from 'node:fs';
import { join, parse } from 'node:path';
import { app, type Session } from 'electron';
import { isAppUrl } from './app-protocol.ts';
import type { SettingsStore } from './settings.ts';

/** Lets the app's own files be saved: into the chosen folder, or where the save dialog says. */
export function handleDownloads(session: Session, settings: SettingsStore): void {
  session.on('will-download', (event, item) => {
    const url = item.getURL();
    if (!isAppUrl(url) && !url.startsWith('blob:app://credo/')) {
      event.preventDefault();
      return;
    }
    const name = safeName(item.getFilename());
    const folder = settings.get('downloadFolder');
    if (folder && existsSync(folder)) item.setSavePath(freePath(folder, name));
    else item.setSaveDialogOptions({ defaultPath: join(app.getPath('downloads'), name) });
  });
}

/** A name without path, control or reserved characters: it comes from a candidate's phone. */
export function safeName(name: string): string {
  const cleaned = name
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(cleaned);
  return (reserved ? `_${cleaned}` : cleaned).slice(0, 200) || 'download';
}

/** `name`, or `name (1)`, `name (2)` … where that is taken. */
function freePath(folder: string, fileName: string): string {
  const { name, ext } = parse(fileName);
  let path = join(folder, fileName);
  for (let number = 1; existsSync(path); number += 1) {
    path = join(folder, `${name} (${number})${ext}`);
  }
  return path;
}
