import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationFolder } from '../hosting/application-folder.ts';

/** Whether a window can be shown: Linux needs a display server. */
export function hasDisplay(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<NodeJS.ProcessEnv> = process.env,
): boolean {
  return platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

const electronFolder = join(applicationFolder, 'node_modules', 'electron');
const failedMark = join(applicationFolder, '.cache', 'electron-download-failed');
const downloadMilliseconds = 120_000;
const retryMilliseconds = 24 * 60 * 60 * 1000;

/** The Electron binary's path, or undefined where it is not installed. */
export function electronBinary(): string | undefined {
  const pathFile = join(electronFolder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const binary = join(electronFolder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}

/**
 * Gets the binary by Electron's own installer, once: after a failure not again for a day.
 * @returns its path, or undefined where it could not be had
 */
export async function fetchElectronBinary(): Promise<string | undefined> {
  const installer = join(electronFolder, 'install.js');
  if (!existsSync(installer) || failedLately()) return undefined;
  process.stderr.write('credo: downloading the Electron binary…\n');
  const child = spawn(process.execPath, [installer], { stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), downloadMilliseconds);
  await new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  clearTimeout(timer);
  const binary = electronBinary();
  if (!binary) {
    mkdirSync(join(applicationFolder, '.cache'), { recursive: true });
    writeFileSync(failedMark, '');
  }
  return binary;
}

function failedLately(): boolean {
  return existsSync(failedMark) && Date.now() - statSync(failedMark).mtimeMs < retryMilliseconds;
}
