import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder that holds `main/` (running from source) or `out/` (built): this module is two levels
 * below it either way, as the build puts every file of the main process into `out/main`.
 */
export const applicationFolder = fileURLToPath(new URL('../../', import.meta.url));

/** Credo's own version. */
export function applicationVersion(): string {
  const manifest = readFileSync(join(applicationFolder, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
