import { type App, type Session, shell, type WebContents } from 'electron';
import { isAppUrl } from './app-protocol.ts';

/** The page may write the clipboard (copying a link) and go full screen; nothing else. */
const grantedPermissions: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write',
  'fullscreen',
]);

/** Denies every permission but the harmless ones, to every page of a session. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, callback) => {
    callback(grantedPermissions.has(permission) && isAppUrl(contents.getURL()));
  });
  session.setPermissionCheckHandler(
    (contents, permission) =>
      contents !== null && grantedPermissions.has(permission) && isAppUrl(contents.getURL()),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
}

/** Keeps every page of the application where it is: on `app://credo/`, in its one window. */
export function lockNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

function lockContents(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    if (isAppUrl(event.url) || (!event.isMainFrame && isOwnContent(event.url))) return;
    event.preventDefault();
    if (event.isMainFrame) openOutside(event.url);
  });
  contents.on('will-navigate', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
}

/** What a frame of the app may show besides: a file as a blob, a mail as `srcdoc`. */
function isOwnContent(url: string): boolean {
  return url === 'about:srcdoc' || url === 'about:blank' || url.startsWith(`blob:app://credo/`);
}

/** Opens a link in the system's browser or mail program; any other kind of link is dropped. */
export function openOutside(link: string): void {
  if (isOutsideLink(link)) void shell.openExternal(link);
}

/** Web and mail links alone: the system would run programs for other schemes. */
export function isOutsideLink(link: string): boolean {
  if (!URL.canParse(link)) return false;
  const { protocol, username, password, host } = new URL(link);
  if (protocol === 'mailto:') return true;
  return ['https:', 'http:'].includes(protocol) && host !== '' && username + password === '';
}
