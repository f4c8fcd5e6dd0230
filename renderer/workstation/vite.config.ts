import react from '@vitejs/plugin-react';
import mantine from 'postcss-preset-mantine';
import { defineConfig } from 'vite';

/**
 * Builds the recruiter's app to `out/workstation/`, served at `/` of `http://127.0.0.1:<port>/` and of
 * `app://credo/`, the API on the same origin. Run from the repository's root.
 *
 * The Content-Security-Policy that the result works under (its hosts send it):
 *   default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';
 *   img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; frame-src 'self' blob:;
 *   base-uri 'none'; form-action 'none'; frame-ancestors 'none'
 * No inline script and no eval. `'unsafe-inline'` is for styles alone: Mantine and dnd-kit set `style`
 * attributes, which a nonce cannot allow.
 */
export default defineConfig({
  root: 'renderer/workstation',
  base: '/',
  plugins: [react()],
  css: { postcss: { plugins: [mantine()] } },
  build: {
    outDir: '../../out/workstation',
    emptyOutDir: true,
    // A small font or picture as a data: URL would need an exception in the policy above.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: {
      output: {
        // What the first screen needs comes in one file. Else every module that a dialog shares with it
        // would be a file of its own: over a hundred, fetched six at a time before anything is drawn.
        codeSplitting: { groups: [{ name: 'first-screen', tags: ['$initial'] }] },
      },
    },
  },
});
