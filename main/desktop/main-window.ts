import { join } from 'node:path';
import { BrowserWindow, type Rectangle, screen } from 'electron';
import { applicationFolder } from '../hosting/application-folder.ts';
import { appOrigin } from './app-protocol.ts';
import type { SettingsStore } from './settings.ts';

const defaultSize = { width: 1440, height: 900 };

/** Opens the recruiter's window where it was last, and remembers where it goes. */
export function openMainWindow(settings: SettingsStore): BrowserWindow {
  const window = new BrowserWindow({
    ...(visibleBounds(settings.get('bounds')) ?? defaultSize),
    minWidth: 960,
    minHeight: 600,
    title: 'Credo',
    show: false,
    autoHideMenuBar: process.platform !== 'darwin',
    webPreferences: {
      preload: join(applicationFolder, 'out', 'preload', 'index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      // The dictionary would be fetched from the network.
      spellcheck: false,
    },
  });
  if (settings.get('maximized')) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    settings.set('bounds', window.getNormalBounds());
    settings.set('maximized', window.isMaximized());
  });
  void window.loadURL(`${appOrigin}/`);
  return window;
}

/** Bounds that a screen still shows; a screen may have been unplugged since. */
function visibleBounds(bounds: Rectangle | undefined): Rectangle | undefined {
  if (!bounds) return undefined;
  const shown = screen.getAllDisplays().some(({ workArea }) => {
    const width = Math.min(bounds.x + bounds.width, workArea.x + workArea.width);
    const height = Math.min(bounds.y + bounds.height, workArea.y + workArea.height);
    return (
      width - Math.max(bounds.x, workArea.x) > 100 && height - Math.max(bounds.y, workArea.y) > 50
    );
  });
  return shown ? bounds : undefined;
}
