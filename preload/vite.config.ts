import { defineConfig } from 'vite';

/**
 * Builds the bridge to `out/preload/index.cjs`: one CommonJS file, as a sandboxed preload can load no
 * other module. Run from the repository's root.
 */
export default defineConfig({
  publicDir: false,
  ssr: { target: 'node', noExternal: true, external: ['electron'] },
  build: {
    ssr: 'preload/index.ts',
    target: 'node24',
    outDir: 'out/preload',
    emptyOutDir: true,
    minify: true,
    rollupOptions: {
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
    },
  },
});
