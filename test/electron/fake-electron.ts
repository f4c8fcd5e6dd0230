import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A stand-in for the `electron` module, as far as Credo uses it (the package itself would fetch its
 * binary). It does what Electron documents and keeps what it was told, for the wiring suite to look
 * at and to drive. Names and shapes follow `node_modules/electron/electron.d.ts`.
 */

type Listener = (...args: never[]) => unknown;

/** An event that a listener may prevent. */
export class FakeEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

class FakeApp extends EventEmitter {
  readonly calls: string[] = [];
  readonly paths: Record<string, string> = {};
  isPackaged = false;
  exitCode: number | undefined;
  name = 'credo';
  #ready = Promise.withResolvers<void>();
  isReady = false;

  /** Starts it as Electron does once its own parts are up. */
  becomeReady(): void {
    this.isReady = true;
    this.#ready.resolve();
    this.emit('ready');
  }
  whenReady(): Promise<void> {
    return this.#ready.promise;
  }
  enableSandbox(): void {
    if (this.isReady) throw new Error('app.enableSandbox: only before the app is ready');
    this.calls.push('enableSandbox');
  }
  setName(name: string): void {
    this.name = name;
  }
  getVersion(): string {
    return '0.0.0';
  }
  getLocale(): string {
    return 'zh-CN';
  }
  getPath(name: string): string {
    return this.paths[name] ?? join(tmpdir(), 'credo-fake-electron', name);
  }
  setPath(name: string, path: string): void {
    this.paths[name] ??= path;
  }
  requestSingleInstanceLock(): boolean {
    return true;
  }
  setBadgeCount(count: number): boolean {
    this.calls.push(`setBadgeCount ${count}`);
    return true;
  }
  /** As Electron: asks every listener, and goes only where none objects. */
  quit(): void {
    const event = new FakeEvent();
    this.emit('before-quit', event);
    if (!event.defaultPrevented) this.exit(0);
  }
  exit(code = 0): void {
    this.exitCode = code;
    this.emit('exited', code);
  }
}

class FakeProtocol {
  schemes: unknown[] | undefined;
  readonly handlers = new Map<string, (request: Request) => Response | Promise<Response>>();

  registerSchemesAsPrivileged(schemes: unknown[]): void {
    if (app.isReady) throw new Error('registerSchemesAsPrivileged: only before the app is ready');
    if (this.schemes) throw new Error('registerSchemesAsPrivileged: called twice');
    this.schemes = schemes;
  }
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
    if (!app.isReady) throw new Error('protocol.handle: only after the app is ready');
    if (this.handlers.has(scheme)) throw new Error(`protocol.handle: ${scheme} has a handler`);
    this.handlers.set(scheme, handler);
  }
}

class FakeSession extends EventEmitter {
  permissionRequest: Listener | undefined;
  permissionCheck: Listener | undefined;
  devicePermission: Listener | undefined;
  displayMedia: Listener | undefined;
  setPermissionRequestHandler(handler: Listener): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: Listener): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: Listener): void {
    this.devicePermission = handler;
  }
  setDisplayMediaRequestHandler(handler: Listener): void {
    this.displayMedia = handler;
  }
}

export interface FakeFrame {
  url: string;
  parent: FakeFrame | null;
}

export class FakeWebContents extends EventEmitter {
  mainFrame: FakeFrame = { url: '', parent: null };
  windowOpen: Listener | undefined;
  readonly sent: [channel: string, argument: unknown][] = [];
  send(channel: string, argument: unknown): void {
    this.sent.push([channel, argument]);
  }
  isLoading(): boolean {
    return false;
  }
  getURL(): string {
    return this.mainFrame.url;
  }
  setWindowOpenHandler(handler: Listener): void {
    this.windowOpen = handler;
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  readonly webContents = new FakeWebContents();
  readonly options: Record<string, unknown>;
  readonly calls: string[] = [];
  focused = false;

  constructor(options: Record<string, unknown>) {
    super();
    if (!app.isReady) throw new Error('Cannot create BrowserWindow before app is ready');
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', new FakeEvent(), this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame = { url, parent: null };
  }
  show(): void {
    this.calls.push('show');
  }
  focus(): void {
    this.calls.push('focus');
  }
  maximize(): void {
    this.calls.push('maximize');
  }
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return false;
  }
  isFocused(): boolean {
    return this.focused;
  }
  isDestroyed(): boolean {
    return false;
  }
  getNormalBounds() {
    return { x: 10, y: 20, width: 1200, height: 800 };
  }
}

class FakeIpcMain extends EventEmitter {
  readonly handlers = new Map<string, (event: unknown, argument: unknown) => unknown>();
  handle(channel: string, handler: (event: unknown, argument: unknown) => unknown): void {
    if (this.handlers.has(channel)) throw new Error(`second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  }
}

export class Notification extends EventEmitter {
  static readonly shown: Notification[] = [];
  static isSupported(): boolean {
    return true;
  }
  readonly options: { title: string; body: string };
  constructor(options: { title: string; body: string }) {
    super();
    this.options = options;
  }
  show(): void {
    Notification.shown.push(this);
  }
}

export const Menu = {
  current: undefined as unknown,
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu(menu: unknown): void {
    Menu.current = menu;
  },
};

export const dialog = {
  errors: [] as string[],
  showErrorBox(_title: string, content: string): void {
    if (app.isReady) dialog.errors.push(content);
  },
  async showOpenDialog() {
    return { canceled: true, filePaths: [] as string[] };
  },
};

export const shell = {
  opened: [] as string[],
  async openExternal(url: string): Promise<void> {
    shell.opened.push(url);
  },
};

export const safeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString: (text: string) => Buffer.from(`sealed:${[...text].reverse().join('')}`),
  decryptString: (sealed: Buffer) =>
    [...sealed.toString().replace('sealed:', '')].reverse().join(''),
};

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};

export const app = new FakeApp();
export const protocol = new FakeProtocol();
export const session = { defaultSession: new FakeSession() };
export const ipcMain = new FakeIpcMain();
export const nativeTheme = { themeSource: 'system' };

export default {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  Notification,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
};
