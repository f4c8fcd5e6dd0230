import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const biome = fileURLToPath(
  new URL('../../node_modules/@biomejs/biome/bin/biome', import.meta.url),
);

/** Lints one line as if it stood in a file of the project. */
function lint(file: string, line: string): string {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [biome, 'lint', `--stdin-file-path=${file}`, '--only=style/noRestrictedImports'],
    { cwd: root, input: `${line}\n`, encoding: 'utf8' },
  );
  return stdout + stderr;
}

describe('layer boundaries', () => {
  it.each([
    ['renderer/workstation/a.tsx', `import '../../main/backend/backend.ts';`],
    ['renderer/candidate/a.tsx', `import 'node:fs';`],
    ['renderer/workstation/a.tsx', `import 'electron';`],
    ['shared/a.ts', `import 'node:fs';`],
    ['shared/api/a.ts', `import '../../main/logger.ts';`],
    ['main/backend/a.ts', `import 'electron';`],
    ['main/lan/a.ts', `import '../../renderer/candidate/main.tsx';`],
    ['main/desktop/a.ts', `import '../../renderer/workstation/main.tsx';`],
    ['preload/a.ts', `import '../main/index.ts';`],
    ['preload/a.ts', `import 'node:fs';`],
  ])('%s may not contain %s', (file, line) => {
    expect(lint(file, line)).toContain('noRestrictedImports');
  });

  it.each([
    ['main/desktop/a.ts', `import 'electron';`],
    ['main/index.ts', `import 'electron';`],
    ['preload/index.ts', `import 'electron';`],
    ['main/backend/a.ts', `import 'node:fs';`],
    ['renderer/workstation/a.tsx', `import '../../shared/errors.ts';`],
  ])('%s may contain %s', (file, line) => {
    expect(lint(file, line)).not.toContain('noRestrictedImports');
  });
});
