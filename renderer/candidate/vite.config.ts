import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The candidate page: small, on its own, and for phones of years ago.
 * `npm run build:candidate`; paths are relative to the repository's top, where npm runs scripts.
 */
export default defineConfig({
  root: 'renderer/candidate',
  base: '/',
  publicDir: 'public',
  plugins: [react()],
  build: {
    outDir: '../../out/candidate',
    emptyOutDir: true,
    // WeChat's own browser lags years behind, and phones older than that still open the page.
    target: ['chrome64', 'safari12'],
    cssTarget: ['chrome64', 'safari12'],
    modulePreload: { polyfill: false },
    // The page's policy allows no inline images but `data:`; a file of its own is cached for good.
    assetsInlineLimit: 0,
  },
});
