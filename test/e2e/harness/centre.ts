import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../../../main/central/main.ts', import.meta.url));

/** A central server in a process of its own, on an embedded PostgreSQL. */
export interface RunningCentre {
  readonly url: string;
  /** Enrols any number of devices. */
  readonly code: string;
  /** Sends SIGTERM, waits and removes its data. @returns the exit code */
  stop(): Promise<number | null>;
}

/**
 * Starts one on a free port and waits for its ready line.
 * @param args further options of the command line
 * @throws Error with what it wrote where it ends instead
 */
export async function startCentre(...args: readonly string[]): Promise<RunningCentre> {
  const data = mkdtempSync(join(tmpdir(), 'credo-e2e-central-'));
  // PostgreSQL's own user goes through it, where we are the superuser.
  chmodSync(data, 0o711);
  const child = spawn(
    process.execPath,
    [entry, '--demo', '--data', data, '--host', '127.0.0.1', '--port', '0', ...args],
    { env: { ...process.env, DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const ready = new Promise<{ url: string; code: string }>((resolve, reject) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const [, url, code] = /^credo central ready url=(\S+) enrol=(\S+)$/m.exec(output) ?? [];
      if (url && code) resolve({ url, code });
    });
    exited.then((code) =>
      reject(new Error(`the centre ended with ${code} before it was ready:\n${log}`)),
    );
  });
  return {
    ...(await ready),
    async stop() {
      child.kill('SIGTERM');
      const code = await exited;
      rmSync(data, { recursive: true, force: true });
      return code;
    },
  };
}
