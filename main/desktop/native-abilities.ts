import {
  app,
  type BrowserWindow,
  dialog,
  type IpcMainInvokeEvent,
  ipcMain,
  Notification,
  nativeTheme,
} from 'electron';
import {
  type AbilityArgument,
  type NativeAbility,
  nativeAbilities,
  openCertificateMessage,
} from '../../preload/api.ts';
import type { LocalizedText } from '../../shared/language.ts';
import { isAppUrl } from './app-protocol.ts';
import { desktopLanguage, type SettingsStore } from './settings.ts';

const chooseFolder: LocalizedText = { zh: '选择下载文件夹', en: 'Choose the download folder' };

export interface AbilityOptions {
  settings: SettingsStore;
  window: () => BrowserWindow | undefined;
  /** The native texts are to be written anew. */
  languageChanged: () => void;
}

/** Answers what `preload/` asks: checked by who asks, then by the ability's own schema. */
export function handleNativeAbilities({ settings, window, languageChanged }: AbilityOptions): void {
  const handlers: { [Name in NativeAbility]: (argument: AbilityArgument<Name>) => unknown } = {
    setTheme(theme) {
      settings.set('theme', theme);
      nativeTheme.themeSource = theme;
    },
    setLanguage(language) {
      settings.set('language', language);
      languageChanged();
    },
    setBadge(count) {
      app.setBadgeCount(count);
    },
    async chooseDownloadFolder() {
      const owner = window();
      if (!owner) return null;
      const { canceled, filePaths } = await dialog.showOpenDialog(owner, {
        title: chooseFolder[desktopLanguage(settings)],
        properties: ['openDirectory', 'createDirectory'],
      });
      const [folder] = filePaths;
      if (canceled || !folder) return null;
      settings.set('downloadFolder', folder);
      return folder;
    },
  };
  for (const name of Object.keys(nativeAbilities) as NativeAbility[]) {
    const { channel, argument } = nativeAbilities[name];
    const handler = handlers[name] as (value: unknown) => unknown;
    ipcMain.handle(channel, (event, value: unknown) => {
      if (!isOwnPage(event, window())) throw new Error('refused');
      return handler(argument.parse(value));
    });
  }
}

/** The main frame of the main window, showing the app: nobody else is answered. */
function isOwnPage(event: IpcMainInvokeEvent, window: BrowserWindow | undefined): boolean {
  const frame = event.senderFrame;
  return (
    window !== undefined &&
    event.sender === window.webContents &&
    frame !== null &&
    frame.parent === null &&
    isAppUrl(frame.url)
  );
}

/** What is on screen: a notification that is garbage-collected is not clicked any more. */
const shown = new Set<Notification>();

/** Shows a system notification. */
export function showNotification(text: { title: string; body: string }, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification(text);
  shown.add(notification);
  notification.on('click', () => {
    shown.delete(notification);
    onClick();
  });
  notification.on('close', () => shown.delete(notification));
  notification.show();
}

/** Raises a window and opens a certificate in it, once its page is there. */
export function openCertificateIn(window: BrowserWindow, certificateId: number): void {
  bringToFront(window);
  const { webContents } = window;
  const send = () => webContents.send(openCertificateMessage.channel, certificateId);
  if (webContents.isLoading()) webContents.once('did-finish-load', send);
  else send();
}

/** Shows a window above the others. */
export function bringToFront(window: BrowserWindow | undefined): void {
  if (!window || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
