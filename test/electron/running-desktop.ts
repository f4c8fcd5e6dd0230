import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildOutputs,
  candidateOutput,
  workstationOutput,
} from '../../main/launcher/build-outputs.ts';
import type { Endpoint, Envelope, RequestOf, ResultsOf } from '../../shared/api/endpoint.ts';
import { parseJson } from '../../shared/json.ts';
import { app, BrowserWindow, protocol } from './fake-electron.ts';

/** The real `main/index.ts`, started against the fake `electron`. */
export interface RunningDesktop {
  readonly dataFolder: string;
  readonly window: BrowserWindow;
  /** Where candidates reach it, from the ready line. */
  readonly candidatesUrl: string;
  /** What the page would get for a request to `app://credo<path>`. */
  request(path: string, init?: RequestInit): Promise<Response>;
  call<E extends Endpoint>(endpoint: E, request: RequestOf<E>): Promise<Envelope<ResultsOf<E>>>;
  /** Asks Electron to quit, and waits for the exit. @returns the exit code */
  quit(): Promise<number>;
  /** Removes the folders. */
  dispose(): void;
}

/** Starts the application once; a process has one `electron`. */
export async function startDesktop(): Promise<RunningDesktop> {
  await buildOutputs([workstationOutput, candidateOutput]);
  const folder = mkdtempSync(join(tmpdir(), 'credo-electron-'));
  const dataFolder = join(folder, 'workspace');
  app.paths.userData = join(folder, 'user-data');
  process.argv = [
    'electron',
    '.',
    '--no-sandbox',
    ...['--data', dataFolder, '--demo', '--lan-host', '127.0.0.1', '--lan-port', '0'],
  ];
  const ready = readyLine();
  await import('../../main/index.ts');
  app.becomeReady();
  const candidatesUrl = await ready;
  const [window] = BrowserWindow.all;
  const handler = protocol.handlers.get('app');
  if (!window || !handler) throw new Error('no window or no handler for app:');
  const request = async (path: string, init?: RequestInit) =>
    handler(new Request(`app://credo${path}`, init));

  return {
    dataFolder,
    window,
    candidatesUrl,
    request,
    async call(endpoint, fields) {
      const answer = await request(
        endpoint.path,
        endpoint.method === 'GET'
          ? undefined
          : {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify(fields),
            },
      );
      return parseJson(await answer.text()) as Envelope<never>;
    },
    async quit() {
      if (app.exitCode !== undefined) return app.exitCode;
      const exited = new Promise<number>((resolve) => app.once('exited', resolve));
      app.quit();
      return exited;
    },
    dispose() {
      if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Takes the ready line from standard output, which carries nothing else. */
function readyLine(): Promise<string> {
  return new Promise((resolve, reject) => {
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = ((text: string | Uint8Array, ...rest: never[]) => {
      const ready = /^credo ready recruiter=app:\/\/credo\/ candidates=(\S+)\n$/.exec(String(text));
      if (!ready?.[1]) return write(text, ...rest);
      process.stdout.write = write;
      resolve(ready[1]);
      return true;
    }) as typeof process.stdout.write;
    app.once('exited', (code: number) => reject(new Error(`exited with ${code}`)));
  });
}
