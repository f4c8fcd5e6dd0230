import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import wawoff2 from 'wawoff2';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const source = join(root, 'node_modules', '@fontsource-variable', 'noto-sans-sc', 'files');
const target = join(root, '.cache', 'test-fonts');

/**
 * Gives the test browser a Chinese system font, as every phone has and a build machine has not: the
 * bundled Noto Sans SC, as TrueType, which fontconfig and Chromium take (WOFF2 they don't).
 * @returns the file for `FONTCONFIG_FILE`
 */
export async function prepareFonts(): Promise<string> {
  const configuration = join(target, 'fonts.conf');
  if (existsSync(configuration)) return configuration;
  const fresh = `${target}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  for (const name of readdirSync(source)) {
    if (!name.endsWith('.woff2')) continue;
    const font = await wawoff2.decompress(readFileSync(join(source, name)));
    await writeFile(join(fresh, name.replace(/woff2$/, 'ttf')), font);
  }
  await writeFile(join(fresh, 'fonts.conf'), fontConfiguration());
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target);
  return configuration;
}

function fontConfiguration(): string {
  const prefer = (family: string) =>
    `  <alias><family>${family}</family><prefer><family>DejaVu Sans</family><family>Open Sans</family><family>Noto Sans SC Thin</family></prefer></alias>`;
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/tmp/fonts</dir>
  <dir>${target}</dir>
  <cachedir>${target}/cache</cachedir>
${['sans-serif', 'system-ui'].map(prefer).join('\n')}
</fontconfig>
`;
}
