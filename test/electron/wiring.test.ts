import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jpegFile } from '../../main/backend/attachments/test-files.ts';
import { saveWorkspace } from '../../shared/api/workspace.ts';
import {
  app,
  dialog,
  FakeEvent,
  type FakeFrame,
  ipcMain,
  Notification,
  nativeTheme,
  protocol,
  session,
  shell,
} from './fake-electron.ts';
import { type RunningDesktop, startDesktop } from './running-desktop.ts';

let desktop: RunningDesktop;
beforeAll(async () => {
  desktop = await startDesktop();
}, 180_000);
afterAll(async () => {
  await desktop?.quit();
  desktop?.dispose();
});

const json = async (response: Response) => JSON.parse(await response.text());
const post = (path: string, body: unknown) =>
  desktop.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('the main job through the protocol handler', () => {
  it('goes from a row of the pipeline to a reviewed certificate', async () => {
    const list = await json(
      await post('/atsng/v2/process/list', {
        stage_type_id: 3,
        process_id: 0,
        list_type: 1,
        sort: 0,
        size: 20,
        page: 1,
        keyword: '宋海洋',
        degreeStatus: 0,
      }),
    );
    expect(list).toMatchObject({ err_no: 0, results: { pagination: { total: 1 } } });

    const saved = await json(
      await post('/atsng/atsDegreeCertificate/saveCertificate', {
        email_content: '<p>{{candidate_name}}，请上传：{{upload_link}}</p>',
        email_subject: '学历证明',
        position_name: '保安队长sy',
        resume_email: 'song@example.com',
        resume_phone: 18799990000,
        resume_name: '宋海洋',
        select_template: '学历证明-系统模板',
        tob_position_id: 3285,
        tob_resume_id: '1511732484135936027',
        sms_to_candidate: 0,
      }),
    );
    expect(saved.err_no, saved.err_msg).toBe(0);
    const token: string = saved.results;

    const picture = new Uint8Array(await jpegFile());
    const form = new FormData();
    form.set('name', 'degree.jpg');
    form.set('token', token);
    form.set('file', new File([picture], '学历 证书.jpg', { type: 'image/jpeg' }));
    const uploaded = await json(
      await fetch(`${desktop.candidatesUrl}/atsng/atsMain/uploadWithToken`, {
        method: 'POST',
        body: form,
      }),
    );
    expect(uploaded.err_no, uploaded.err_msg).toBe(0);

    const submitted = await json(
      await fetch(`${desktop.candidatesUrl}/atsng/atsDegreeCertificate/submitResult`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token, attachments: [{ ...uploaded.results, id: 'o_1' }] }),
      }),
    );
    expect(submitted).toEqual({ err_msg: '', err_no: 0, results: null });
    await expect.poll(() => Notification.shown.length).toBe(1);
    const [notification] = Notification.shown;
    expect(notification?.options.body).toContain('宋海洋');
    // A click raises the window and opens the certificate.
    const { calls, webContents } = desktop.window;
    calls.length = 0;
    notification?.emit('click');
    expect(calls).toEqual(['show', 'focus']);
    expect(webContents.sent).toEqual([['credo:open-certificate', expect.any(Number)]]);

    const after = await json(
      await post('/atsng/v2/process/list', {
        stage_type_id: 3,
        process_id: 0,
        list_type: 1,
        sort: 0,
        size: 20,
        page: 1,
        keyword: '宋海洋',
      }),
    );
    const { certificate_id } = after.results.dataList[0].degreeCertificate;
    const detail = await json(
      await post('/atsng/atsDegreeCertificate/getCertificateById', { certificate_id }),
    );
    expect(detail.results).toMatchObject({ certificate_id, status: 2, review_status: 0 });
    const [file] = detail.results.attachments;

    const download = `/webank/download?${new URLSearchParams({
      dfs_group_name: file.dfs_group_name,
      dfs_file_name: file.dfs_file_name,
      name: '学历.jpg',
    })}`;
    const whole = await desktop.request(download);
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(picture);
    const part = await desktop.request(download, { headers: { range: 'bytes=2-11' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 2-11/${picture.length}`);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(picture.slice(2, 12));

    const reviewed = await json(
      await post('/atsng/atsDegreeCertificate/updateReviewStatus', {
        certificate_id,
        review_status: 1,
      }),
    );
    expect(reviewed).toEqual({ err_msg: '', err_no: 0, results: true });
  });

  it('streams live updates', async () => {
    const response = await desktop.request('/atsng/v2/events');
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toContain('event: ready');
    await reader?.cancel();
  });

  it('serves the app with a policy against everything foreign', async () => {
    const page = await desktop.request('/');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(/script-src [^;]*/.exec(policy)?.[0]).toBe("script-src 'self' 'wasm-unsafe-eval'");
    const [, script] = /<script[^>]* src="([^"]+)"/.exec(await page.text()) ?? [];
    expect((await desktop.request(script ?? '')).headers.get('cache-control')).toContain(
      'immutable',
    );
    expect((await desktop.request('/assets/%2e%2e/%2e%2e/package.json')).status).toBe(404);
    expect((await desktop.request('/..%2f..%2fpackage.json')).status).toBe(404);
  });

  it('answers only for its own host and its own page', async () => {
    const handler = protocol.handlers.get('app') as (request: Request) => Promise<Response>;
    const elsewhere = await handler(new Request('app://other/atsng/v2/workspace/get'));
    expect(elsewhere.status).toBe(401);
    const request = Object.assign(new Request('app://credo/atsng/v2/workspace/get'), {
      initiatorOrigin: 'null',
    });
    expect((await handler(request)).status).toBe(401);
  });
});

describe('the window', () => {
  it('is locked into the sandbox', () => {
    expect(protocol.schemes).toEqual([
      {
        scheme: 'app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
      },
    ]);
    expect(app.calls).toContain('enableSandbox');
    expect(desktop.window.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      preload: expect.stringMatching(/out[\\/]preload[\\/]index\.cjs$/),
    });
    expect(desktop.window.webContents.getURL()).toBe('app://credo/');
  });

  it.each([
    'https://evil.example/',
    'app://other/',
    'file:///etc/passwd',
    'data:text/html,<script>1</script>',
    'javascript:alert(1)',
  ])('does not go to %s', (url) => {
    for (const name of ['will-frame-navigate', 'will-navigate', 'will-redirect']) {
      const event = Object.assign(new FakeEvent(), { url, isMainFrame: true });
      desktop.window.webContents.emit(name, event);
      expect(event.defaultPrevented, name).toBe(true);
    }
  });

  it('stays free to go within the app, and opens web links outside', () => {
    const event = Object.assign(new FakeEvent(), { url: 'app://credo/#/offer', isMainFrame: true });
    desktop.window.webContents.emit('will-frame-navigate', event);
    expect(event.defaultPrevented).toBe(false);
    const open = desktop.window.webContents.windowOpen as (details: { url: string }) => unknown;
    shell.opened.length = 0;
    for (const url of [
      'https://example.com/a',
      'mailto:song@example.com',
      'file:///bin/sh',
      'smb://host/share',
      'ms-msdt:/id',
      'https://user:password@example.com/',
    ]) {
      expect(open({ url })).toEqual({ action: 'deny' });
    }
    expect(shell.opened).toEqual(['https://example.com/a', 'mailto:song@example.com']);
  });

  it('attaches no webview', () => {
    const event = new FakeEvent();
    desktop.window.webContents.emit('will-attach-webview', event);
    expect(event.defaultPrevented).toBe(true);
  });

  it('denies permissions by default', () => {
    const request = session.defaultSession.permissionRequest as (
      contents: unknown,
      permission: string,
      callback: (granted: boolean) => void,
    ) => void;
    const granted = (permission: string, url = 'app://credo/') => {
      let answer: boolean | undefined;
      request({ getURL: () => url }, permission, (given) => {
        answer = given;
      });
      return answer;
    };
    for (const permission of ['media', 'geolocation', 'notifications', 'usb', 'openExternal']) {
      expect(granted(permission), permission).toBe(false);
    }
    expect(granted('clipboard-sanitized-write')).toBe(true);
    expect(granted('clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
    const device = session.defaultSession.devicePermission as () => boolean;
    expect(device()).toBe(false);
  });

  it('saves its own files only', () => {
    const item = (url: string) => ({
      options: undefined as { defaultPath: string } | undefined,
      getURL: () => url,
      getFilename: () => '../..\\证书:1.pdf',
      setSaveDialogOptions(options: { defaultPath: string }) {
        this.options = options;
      },
    });
    const foreign = new FakeEvent();
    session.defaultSession.emit('will-download', foreign, item('https://evil.example/a.exe'));
    expect(foreign.defaultPrevented).toBe(true);
    const own = item('app://credo/webank/download?name=x');
    const event = new FakeEvent();
    session.defaultSession.emit('will-download', event, own);
    expect(event.defaultPrevented).toBe(false);
    expect(own.options?.defaultPath).toBe(join(app.getPath('downloads'), '_.._证书_1.pdf'));
  });
});

describe('native abilities', () => {
  const invoke = (channel: string, argument: unknown, frame?: FakeFrame | null) =>
    (async () =>
      ipcMain.handlers.get(channel)?.(
        {
          sender: desktop.window.webContents,
          senderFrame: frame === undefined ? desktop.window.webContents.mainFrame : frame,
        },
        argument,
      ))();

  it('obey the app’s own page', async () => {
    await invoke('credo:set-theme', 'dark');
    expect(nativeTheme.themeSource).toBe('dark');
  });

  it('refuse other frames and wrong arguments', async () => {
    const parent = desktop.window.webContents.mainFrame;
    await expect(invoke('credo:set-theme', 'light', null)).rejects.toThrow('refused');
    await expect(
      invoke('credo:set-theme', 'light', { url: 'app://credo/', parent }),
    ).rejects.toThrow('refused');
    await expect(
      invoke('credo:set-theme', 'light', { url: 'https://evil.example/', parent: null }),
    ).rejects.toThrow('refused');
    await expect(invoke('credo:set-theme', { evil: true })).rejects.toThrow();
    await expect(invoke('credo:set-badge', -1)).rejects.toThrow();
    expect(nativeTheme.themeSource).toBe('dark');
    expect(ipcMain.listenerCount('electron-store-get-data')).toBe(0);
  });
});

it('seals the mail password with the system’s key store', async () => {
  const saved = await desktop.call(saveWorkspace, {
    mail: {
      host: '127.0.0.1',
      port: 2525,
      secure: false,
      user: 'hr',
      from: 'hr@example.com',
      password: 'geheim-1',
    },
  });
  expect(saved.err_no, saved.err_msg).toBe(0);
  const secrets = readFileSync(join(desktop.dataFolder, 'secrets.json'), 'utf8');
  expect(secrets).toContain('safeStorage');
  expect(secrets).not.toContain('geheim-1');
});

it('quits only after the workstation has stopped', async () => {
  expect(dialog.errors).toEqual([]);
  expect(await desktop.quit()).toBe(0);
  expect(existsSync(join(desktop.dataFolder, 'credo.db-wal'))).toBe(false);
  await expect(fetch(desktop.candidatesUrl)).rejects.toThrow();
});
