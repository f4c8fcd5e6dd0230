import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Endpoint, Envelope, RequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import { parseJson } from '../../../shared/json.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A headless workstation in a process of its own, as `npm start -- --headless` runs it. */
export interface RunningWorkstation {
  readonly process: ChildProcess;
  readonly dataFolder: string;
  /** Signs the browser in by itself. */
  readonly recruiterUrl: string;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly candidatesUrl: string;
  readonly accessKey: string;
  /** What it has written to standard error so far. */
  log(): string;
  /** Calls an endpoint of the recruiter's API. */
  call<E extends Endpoint>(endpoint: E, request: RequestOf<E>): Promise<Envelope<ResultsOf<E>>>;
  /** Sends SIGTERM and waits. @returns the exit code */
  stop(): Promise<number | null>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

export interface StartOptions {
  /** A new temporary folder by default. */
  dataFolder?: string;
  demo?: boolean;
  environment?: Readonly<Record<string, string>>;
  args?: readonly string[];
}

/** A new empty folder for a workspace. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'credo-e2e-'));
}

/** A copy of the demo workspace that was made before all tests (`build.ts`). */
export function demoWorkspace(): string {
  const demo = process.env.CREDO_TEST_DEMO;
  if (!demo) throw new Error('the demo workspace was not made: see test/e2e/harness/build.ts');
  const copy = temporaryFolder();
  cpSync(demo, copy, { recursive: true });
  return copy;
}

/**
 * Starts a workstation on free ports and waits for its ready line.
 * @throws Error with what it wrote where it ends instead
 */
export async function startWorkstation(options: StartOptions = {}): Promise<RunningWorkstation> {
  const dataFolder = options.dataFolder ?? temporaryFolder();
  const child = spawn(
    process.execPath,
    [
      // Built where the suite has built it: from source it starts more slowly.
      process.env.CREDO_TEST_HEADLESS ?? join(root, 'main', 'headless.ts'),
      ...['--data', dataFolder, '--port', '0', '--lan-port', '0', '--lan-host', '127.0.0.1'],
      ...(options.demo ? ['--demo'] : []),
      ...(options.args ?? []),
    ],
    {
      env: {
        ...process.env,
        CREDO_ACCESS_KEY: '',
        CREDO_SMTP_URL: '',
        // What joined workstations keep outside their folders.
        XDG_CONFIG_HOME: join(tmpdir(), 'credo-e2e-config'),
        ...options.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const { recruiterUrl, candidatesUrl } = await readyLine(child, exited, () => log);
  const { origin, searchParams } = new URL(recruiterUrl);
  const accessKey = searchParams.get('key') ?? '';

  return {
    process: child,
    dataFolder,
    recruiterUrl,
    origin,
    candidatesUrl,
    accessKey,
    log: () => log,
    async call(endpoint, request) {
      const response = await callEndpoint(origin, accessKey, endpoint, request);
      return parseJson(await response.text()) as Envelope<never>;
    },
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function readyLine(
  child: ChildProcess,
  exited: Promise<number | null>,
  log: () => string,
): Promise<{ recruiterUrl: string; candidatesUrl: string }> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const ready = /^credo ready recruiter=(\S+) candidates=(\S*)$/m.exec(output);
      if (ready?.[1] && ready[2] !== undefined) {
        resolve({ recruiterUrl: ready[1], candidatesUrl: ready[2] });
      }
    });
    exited.then((code) =>
      reject(new Error(`the workstation ended with ${code} before it was ready:\n${log()}`)),
    );
  });
}

function callEndpoint(
  origin: string,
  key: string,
  endpoint: Endpoint,
  request: unknown,
): Promise<Response> {
  const headers = { authorization: `Bearer ${key}` };
  if (endpoint.method === 'GET') {
    const query = new URLSearchParams(
      Object.entries(request as Record<string, unknown>).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]),
    );
    return fetch(`${origin}${endpoint.path}?${query}`, { headers });
  }
  return fetch(`${origin}${endpoint.path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
}
