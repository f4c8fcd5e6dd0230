import { cpSync, globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
};
/** Of many small modules, most of which are never used: what is used of them is built in. */
const builtIn = ['libphonenumber-js', 'zod'];
/** The others are packed as they are, with their own files and native binaries. */
const packages = ['electron', ...Object.keys(manifest.dependencies)].filter(
  (name) => !builtIn.includes(name),
);
const workers = globSync('main/**/*.worker.ts');

/** The demo reads its sample files from beside its module; all modules end up in one folder. */
const demoSamples: Plugin = {
  name: 'demo-samples',
  writeBundle({ dir = 'out/main' }) {
    cpSync('main/backend/demo/samples', join(dir, 'samples'), { recursive: true });
  },
};

/**
 * Builds the main process to `out/main/`: `index.js` for Electron, `headless.js`, and each `<name>.worker.ts` of `main/` as
 * `<name>.worker.js` beside it (`worker-url.ts`). All files lie in one folder, so that
 * `import.meta.url` is two levels below the application's folder as it is in the sources.
 * Run from the repository's root.
 */
export default defineConfig({
  publicDir: false,
  plugins: [demoSamples],
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
        headless: 'main/headless.ts',
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
