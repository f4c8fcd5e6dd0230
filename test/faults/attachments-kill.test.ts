import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createTestBackend } from '../../main/backend/test-backend.ts';
import { degreeCertificate } from '../../shared/api/certificates.ts';

const child = fileURLToPath(new URL('attachments-child.ts', import.meta.url));

interface Answered {
  token: string;
  uploaded: string[];
  submitted: string[];
}

/** Runs the child until it kills itself. @returns what it had answered until then */
async function runUntilKilled(dataFolder: string, point: string): Promise<Answered> {
  const process_ = spawn(process.execPath, [child, dataFolder, point], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  process_.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const signal = await new Promise((resolve) =>
    process_.on('close', (_code, name) => resolve(name)),
  );
  expect(signal).toBe('SIGKILL');
  const answered: Answered = { token: '', uploaded: [], submitted: [] };
  for (const line of output.trim().split('\n')) {
    const { token, uploaded, submitted } = JSON.parse(line);
    if (token) answered.token = token;
    if (uploaded) answered.uploaded.push(uploaded);
    if (submitted) answered.submitted = submitted;
  }
  return answered;
}

it.each([
  ['in the middle of a body', 2],
  ['file received', 2],
  ['before the rename', 2],
  ['after the rename', 2],
  ['row written, not committed', 2],
  ['row committed, not answered', 2],
  ['submission written, not committed', 3],
  ['submission recorded, not committed', 3],
  ['all answered', 3],
] as const)('a kill: %s', async (point, answeredUploads) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'credo-kill-'));
  const answered = await runUntilKilled(dataFolder, point);
  expect(answered.uploaded).toHaveLength(answeredUploads);

  const backend = createTestBackend({ dataFolder });
  await backend.swept;
  try {
    expect(backend.database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(backend.database.pragma('foreign_key_check')).toEqual([]);

    // Every file on disk is named by a row and has the content of its name, and every row its file.
    const onDisk = readdirSync(join(dataFolder, 'attachments'), {
      recursive: true,
      withFileTypes: true,
    }).filter((entry) => entry.isFile());
    const blobs = backend.database
      .prepare<[], { sha256: string }>('SELECT sha256 FROM blobs ORDER BY sha256')
      .all();
    expect(onDisk.map(({ name }) => name).sort()).toEqual(blobs.map(({ sha256 }) => sha256));
    for (const { parentPath, name } of onDisk) {
      const content = readFileSync(join(parentPath, name));
      expect(createHash('sha256').update(content).digest('hex')).toBe(name);
    }

    // What was answered is saved: the uploads, and the newest submission, in its order.
    for (const dfs_file_name of answered.uploaded) {
      const query = new URLSearchParams({ dfs_file_name, token: answered.token });
      const response = await backend.candidateApp.request(`/webank/download?${query}`);
      expect([basename(dfs_file_name), response.status]).toEqual([basename(dfs_file_name), 200]);
      await response.arrayBuffer();
    }
    const { results } = await backend.call(degreeCertificate.getCertificateById, {
      certificate_id: 1,
    });
    expect(results.attachments.map(({ dfs_file_name }) => dfs_file_name)).toEqual(
      answered.submitted,
    );
    const events = backend.database
      .prepare<[], { n: number }>('SELECT COUNT(*) AS n FROM application_events')
      .get();
    const submissions = backend.database
      .prepare<[], { n: number }>('SELECT COUNT(*) AS n FROM submissions')
      .get();
    expect(events?.n).toBe((submissions?.n ?? 0) + 1);
  } finally {
    backend.dispose();
  }
});
