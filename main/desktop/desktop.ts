import { join } from 'node:path';
import { app, type BrowserWindow, dialog, nativeTheme, session } from 'electron';
import { ownOptions, parseCommandLine } from '../headless/command-line.ts';
import { applicationFolder } from '../hosting/application-folder.ts';
import { defaultDataFolder, userDataFolder } from '../hosting/data-folder.ts';
import { pageHeaders } from '../hosting/security-headers.ts';
import { StartupError } from '../hosting/startup-error.ts';
import { createStaticFiles } from '../hosting/static-files.ts';
import { createLogger } from '../logger.ts';
import { startWorkstation, type Workstation } from '../workstation.ts';
import { appOrigin, handleAppScheme, registerAppScheme } from './app-protocol.ts';
import { handleDownloads } from './downloads.ts';
import { lockNavigation, lockSession } from './lock-down.ts';
import { openMainWindow } from './main-window.ts';
import { setMenu } from './menu.ts';
import {
  bringToFront,
  handleNativeAbilities,
  openCertificateIn,
  showNotification,
} from './native-abilities.ts';
import { quitAfter } from './quit.ts';
import { safeStorageBox } from './safe-storage-box.ts';
import { desktopLanguage, openSettings, type SettingsStore } from './settings.ts';
import { announceSubmissions } from './submission-notices.ts';

const logger = createLogger();

/**
 * Runs Credo in a window. What Electron wants before it is ready happens before this returns; a
 * second start only brings the first one's window to the front.
 */
export function runDesktop(): void {
  registerAppScheme();
  app.enableSandbox();
  app.setName('Credo');
  app.setPath('userData', userDataFolder());
  lockNavigation(app);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.whenReady().then(start).catch(fail);
}

async function start(): Promise<void> {
  const settings = openSettings();
  nativeTheme.themeSource = settings.get('theme');
  const language = () => desktopLanguage(settings);
  setMenu(language());
  const workstation = await openWorkstation();
  lockSession(session.defaultSession);
  handleDownloads(session.defaultSession, settings);
  handleAppScheme({
    app: (request) => workstation.backend.recruiterApp.fetch(request),
    files: createStaticFiles(join(applicationFolder, 'out', 'workstation'), {
      headers: pageHeaders,
      fallback: 'index.html',
    }),
    logger,
  });
  showWindow(workstation, settings);
  quitAfter(() => workstation.stop());
  const [candidates = ''] = workstation.backend.workspace.candidateUrls;
  process.stdout.write(`credo ready recruiter=${appOrigin}/ candidates=${candidates}\n`);
}

async function openWorkstation(): Promise<Workstation> {
  const options = ownOptions(process.argv.slice(app.isPackaged ? 1 : 2));
  const commandLine = parseCommandLine(options, (demo) =>
    defaultDataFolder(demo, app.getPath('userData')),
  );
  return startWorkstation({
    dataFolder: commandLine.dataFolder,
    demo: commandLine.demo,
    lan: { host: commandLine.lanHost, port: commandLine.lanPort, given: commandLine.lanGiven },
    smtpUrl: process.env.CREDO_SMTP_URL,
    secretBox: safeStorageBox(),
    logger,
  });
}

/** Opens the window, and what is about it: again on macOS, where the application outlives it. */
function showWindow({ backend }: Workstation, settings: SettingsStore): void {
  const language = () => desktopLanguage(settings);
  let window: BrowserWindow | undefined;
  const open = () => {
    const opened = openMainWindow(settings);
    window = opened;
    opened.once('closed', () => {
      window = undefined;
    });
    return opened;
  };
  open();
  app.on('second-instance', () => bringToFront(window));
  app.on('activate', () => (window ? bringToFront(window) : open()));
  handleNativeAbilities({
    settings,
    window: () => window,
    languageChanged: () => setMenu(language()),
  });
  announceSubmissions(backend.live, {
    language,
    wanted: () => backend.workspace.submissionNotices,
    watched: () => window?.isFocused() ?? false,
    show: (text, certificateId) =>
      showNotification(text, () => openCertificateIn(window ?? open(), certificateId)),
  });
}

/** Says what is in the way, and ends. */
function fail(error: unknown): void {
  const language = app.getLocale().toLowerCase().startsWith('en') ? 'en' : 'zh';
  const known = error instanceof StartupError;
  if (!known) logger.fatal({ err: error }, 'the workstation failed');
  const text = known ? error.text[language] : String(error);
  process.stderr.write(`credo: ${text}\n`);
  dialog.showErrorBox('Credo', text);
  app.exit(1);
}
