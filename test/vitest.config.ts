import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A module that imports `electron` gets the fake: the package itself would try a download. */
const fakeElectron = fileURLToPath(new URL('electron/fake-electron.ts', import.meta.url));

export default defineConfig({
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['{main,shared,preload,test/tools}/**/*.test.ts'],
          exclude: ['main/central/**', '**/*.central.test.ts', 'node_modules/**'],
          testTimeout: 20_000,
        },
      },
      {
        root,
        test: {
          name: 'renderer',
          include: ['renderer/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          testTimeout: 20_000,
        },
      },
      {
        root,
        test: {
          name: 'central',
          include: ['main/central/**/*.test.ts', 'main/sync/**/*.central.test.ts'],
          globalSetup: ['main/central/testing/postgres-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        root,
        test: { name: 'contract', include: ['test/contract/**/*.test.ts'], testTimeout: 30_000 },
      },
      {
        root,
        resolve: { alias: { electron: fakeElectron } },
        test: {
          name: 'electron',
          include: ['test/electron/**/*.test.ts'],
          testTimeout: 60_000,
          // Its own import of electron has to find the fake too.
          server: { deps: { inline: ['electron-store'] } },
        },
      },
      {
        root,
        test: { name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 120_000 },
      },
    ],
  },
});
