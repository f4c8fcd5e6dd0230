import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename } from 'node:path';
import { defineConfig } from 'vite';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
};
/** They are packed as they are, with their own files and native binaries. */
const packages = ['electron', ...Object.keys(manifest.dependencies)];
const workers = globSync('main/**/*.worker.ts');

/**
 * Builds the main process to `out/main/`: `index.js`, and each `<name>.worker.ts` of `main/` as
 * `<name>.worker.js` beside it (`worker-url.ts`). All files lie in one folder, so that
 * `import.meta.url` is two levels below the application's folder as it is in the sources.
 * Run from the repository's root.
 */
export default defineConfig({
  publicDir: false,
  ssr: { target: 'node', noExternal: true, external: packages },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'out/main',
    emptyOutDir: true,
    minify: false,
    sourcemap: false,
    rollupOptions: {
      input: {
        index: 'main/index.ts',
        ...Object.fromEntries(workers.map((file) => [basename(file, '.ts'), file])),
      },
      external: [
        /^node:/,
        ...builtinModules,
        ...packages.map((name) => new RegExp(`^${name}(/|$)`)),
      ],
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
      },
    },
  },
});
