import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * `npm run check`: format and lint, types and unit tests, side by side. Their output comes in one
 * piece each, as they finish.
 */
const steps: readonly (readonly [name: string, ...command: string[]])[] = [
  ['lint', join('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'],
  ['types', join('typescript', 'bin', 'tsc'), '-b'],
  [
    'unit tests',
    join('vitest', 'vitest.mjs'),
    ...['run', '--config', 'test/vitest.config.ts', '--project', 'unit', '--project', 'renderer'],
    '--reporter=dot',
  ],
];

const codes = await Promise.all(steps.map(run));
process.exit(codes.every((code) => code === 0) ? 0 : 1);

function run([name, file, ...args]: (typeof steps)[number]): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [join('node_modules', file ?? ''), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      process.stdout.write(`\n── ${name}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s) ──\n`);
      process.stdout.write(Buffer.concat(output));
      resolve(code ?? 1);
    });
  });
}
