import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { TestDevice } from './test-device.ts';

const program = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Runs `npm run central -- …` as a process of its own. */
export function runCentral(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: '',
      CREDO_LOG_LEVEL: 'info',
      LANG: 'en_US.UTF-8',
      ...environment,
    },
  });
}

/** The address and code of a centre's ready line. */
export async function whenReady(child: ChildProcess): Promise<{ url: string; code: string }> {
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  const [, url = '', code = ''] =
    /^credo central ready url=(http:\/\/127\.0\.0\.1:\d+) enrol=(\S+)$/.exec(line) ?? [];
  expect(url, line).not.toBe('');
  return { url, code };
}

/** What a command of the terminal printed, once it has ended. */
export async function outputOf(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text += String(chunk);
  });
  await once(child, 'close');
  return text;
}

/** A test device's way to a centre that listens. */
export function overHttp(url: string): TestDevice['app'] {
  return {
    async fetch(request) {
      const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
      const { pathname, search } = new URL(request.url);
      const answer = await fetch(new URL(pathname + search, url), {
        method: request.method,
        headers: request.headers,
        body,
      });
      // Node's fetch has decompressed it, and says still that it is compressed.
      const headers = new Headers(answer.headers);
      headers.delete('content-encoding');
      const { status } = answer;
      const empty = status === 204 || request.method === 'HEAD';
      return new Response(empty ? null : answer.body, { status, headers });
    },
  };
}
