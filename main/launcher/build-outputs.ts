import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applicationFolder } from '../hosting/application-folder.ts';
import { StartupError } from '../hosting/startup-error.ts';

/** Something under `out/` that Vite builds. */
export interface Output {
  /** Its folder in `out/`. */
  readonly name: string;
  /** The Vite configuration, from the repository's root. */
  readonly config: string;
  /** The files it is made from, as globs. */
  readonly sources: readonly string[];
}

const sharedSources = ['shared/**/*.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** The recruiter's app. */
export const workstationOutput: Output = {
  name: 'workstation',
  config: 'renderer/workstation/vite.config.ts',
  sources: ['renderer/**/*', ...sharedSources],
};

/** The candidates' page. */
export const candidateOutput: Output = {
  name: 'candidate',
  config: 'renderer/candidate/vite.config.ts',
  sources: ['renderer/**/*', ...sharedSources],
};

/** The main process and the preload, for Electron. */
export const mainOutput: Output = {
  name: 'main',
  config: 'main/vite.config.ts',
  sources: ['main/**/*', ...sharedSources],
};
export const preloadOutput: Output = {
  name: 'preload',
  config: 'preload/vite.config.ts',
  sources: ['preload/**/*', ...sharedSources],
};

/**
 * Builds what is missing or older than its sources, by their content. Each is built beside its place
 * and then moved there, so that a build that is interrupted leaves the former one.
 * @throws StartupError where a build fails
 */
export async function buildOutputs(outputs: readonly Output[]): Promise<void> {
  for (const output of outputs) {
    if (!existsSync(join(applicationFolder, output.config))) continue;
    const fingerprint = await hashSources(output);
    const folder = join(applicationFolder, 'out', output.name);
    const stamp = join(applicationFolder, 'out', '.built', output.name);
    if (existsSync(folder) && readStamp(stamp) === fingerprint) continue;
    process.stderr.write(`credo: building ${output.name}…\n`);
    const fresh = `${folder}.building-${process.pid}`;
    try {
      await runVite(output, fresh);
      await rm(folder, { recursive: true, force: true });
      await rename(fresh, folder);
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
    await mkdir(join(applicationFolder, 'out', '.built'), { recursive: true });
    await writeFile(stamp, fingerprint);
  }
}

function readStamp(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

async function hashSources({ sources }: Output): Promise<string> {
  const hash = createHash('sha256');
  const files = globSync([...sources], {
    cwd: applicationFolder,
    exclude: ['**/node_modules', '**/*.test.ts', '**/*.test.tsx', '**/screenshots'],
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    hash.update(`${file}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Vite's own report goes to standard error: standard output is the ready line's alone. */
async function runVite({ name, config }: Output, outDir: string): Promise<void> {
  const vite = join(applicationFolder, 'node_modules', 'vite', 'bin', 'vite.js');
  const log: Buffer[] = [];
  const child = spawn(
    process.execPath,
    [vite, 'build', '--config', config, '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: applicationFolder, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  child.stdout.on('data', (chunk: Buffer) => log.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => log.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    process.stderr.write(Buffer.concat(log));
    throw new StartupError(`构建 ${name} 失败，原因见上`, `Building ${name} failed; see above.`);
  }
}
