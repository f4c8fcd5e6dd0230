import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const forbidden: readonly (readonly [file: string, imported: string])[] = [
  ['renderer/workstation/imports-main.tsx', '../../main/backend/backend.ts'],
  ['renderer/candidate/imports-node.tsx', 'node:fs'],
  ['renderer/workstation/imports-electron.tsx', 'electron'],
  ['shared/imports-node.ts', 'node:fs'],
  ['shared/api/imports-main.ts', '../../main/logger.ts'],
  ['main/backend/imports-electron.ts', 'electron'],
  ['main/lan/imports-renderer.ts', '../../renderer/candidate/main.tsx'],
  ['main/desktop/imports-renderer.ts', '../../renderer/workstation/main.tsx'],
  ['preload/imports-main.ts', '../main/index.ts'],
  ['preload/imports-node.ts', 'node:fs'],
];

const allowed: readonly (readonly [file: string, imported: string])[] = [
  ['main/desktop/imports-electron.ts', 'electron'],
  ['main/index.ts', 'electron'],
  ['preload/imports-electron.ts', 'electron'],
  ['main/backend/imports-node.ts', 'node:fs'],
  ['renderer/workstation/imports-shared.tsx', '../../shared/errors.ts'],
];

let folder: string;
let refused: Set<string>;

/** One lint run over a tree that holds nothing but the imports above, under the project's own rules. */
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'credo-boundaries-')));
  const rules = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  writeFileSync(
    join(folder, 'biome.json'),
    JSON.stringify({ ...rules, $schema: undefined, vcs: { enabled: false } }),
  );
  for (const [file, imported] of [...forbidden, ...allowed]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `import '${imported}';\n`);
  }
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/@biomejs/biome/bin/biome'),
      'lint',
      '--only=style/noRestrictedImports',
      '--reporter=github',
      '--max-diagnostics=none',
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  refused = new Set(
    [...stdout.matchAll(/noRestrictedImports,file=([^,]+),/g)].map(([, file]) =>
      relative(folder, resolve(folder, String(file))),
    ),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('layer boundaries', () => {
  it.each(forbidden)('%s may not import %s', (file) => {
    expect(refused).toContain(file);
  });

  it.each(allowed)('%s may import %s', (file) => {
    expect(refused).not.toContain(file);
  });
});
