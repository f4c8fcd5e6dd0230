import { app, ipcMain, type Rectangle } from 'electron';
import Store from 'electron-store';
import type { Language } from '../../shared/language.ts';

/** What the desktop remembers of its own; the workspace's settings are in its database. */
export interface DesktopSettings {
  bounds?: Rectangle;
  maximized: boolean;
  theme: 'light' | 'dark' | 'system';
  /** Undefined: the system's. */
  language?: Language;
  /** Where downloads go without asking; undefined: ask each time. */
  downloadFolder?: string;
}

export type SettingsStore = Store<DesktopSettings>;

/** Opens `desktop.json` in the user's data folder; a damaged file starts afresh. */
export function openSettings(): SettingsStore {
  const store = new Store<DesktopSettings>({
    name: 'desktop',
    defaults: { maximized: false, theme: 'system' },
    clearInvalidConfig: true,
  });
  // The library answers any page on a channel of its own; nothing here asks it.
  ipcMain.removeAllListeners('electron-store-get-data');
  return store;
}

/** The language of native texts: what the user chose, else the system's. */
export function desktopLanguage(settings: SettingsStore): Language {
  const chosen = settings.get('language');
  if (chosen) return chosen;
  return app.getLocale().toLowerCase().startsWith('en') ? 'en' : 'zh';
}
