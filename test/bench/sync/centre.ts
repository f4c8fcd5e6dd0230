import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A centre with its embedded PostgreSQL, in processes of their own and a folder that goes with it. */
export interface BenchCentre {
  readonly url: string;
  readonly code: string;
  /** Its data. */
  readonly folder: string;
  stop(): Promise<void>;
}

export async function startCentre(): Promise<BenchCentre> {
  const folder = mkdtempSync(join(tmpdir(), 'credo-bench-centre-'));
  // As root, PostgreSQL runs as a user of its own.
  chmodSync(folder, 0o711);
  const program = fileURLToPath(new URL('../../../main/central/main.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    [program, '--demo', '--host', '127.0.0.1', '--port', '0', '--data', folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const [, url = '', code = ''] = /url=(\S+) enrol=(\S+)/.exec(line) ?? [];
  return {
    url,
    code,
    folder,
    async stop() {
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
