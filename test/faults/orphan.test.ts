import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const headless = fileURLToPath(new URL('../../main/headless.ts', import.meta.url));

it.runIf(process.platform !== 'win32')(
  'a workstation whose npm was ended stops as well, and in order',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'credo-orphan-'));
    const ports = '--port 0 --lan-port 0 --lan-host 127.0.0.1';
    // As npm does it: a shell between the two, which a SIGTERM ends alone.
    const script = `"${process.execPath}" "${headless}" --data "${folder}" ${ports}; echo "ended $?"`;
    const shell = spawn('sh', ['-c', script], {
      env: { ...process.env, npm_lifecycle_event: 'start', CREDO_SMTP_URL: '' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const [line] = (await once(createInterface(shell.stdout), 'line')) as [string];
      const origin = String(/recruiter=(http:\/\/[^/]+)/.exec(line)?.[1]);
      expect((await fetch(origin)).status).toBe(401);
      shell.kill('SIGTERM');
      // The workstation holds the pipe for as long as it lives.
      await once(shell, 'close');
      await expect(fetch(origin)).rejects.toThrow();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
