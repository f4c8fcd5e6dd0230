import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A module that imports `electron` gets the fake: the package itself would try a download. */
const fakeElectron = fileURLToPath(new URL('electron/fake-electron.ts', import.meta.url));

/** Threads that the code starts come from the build, once for every run. */
const threads = {
  alias: [
    {
      find: /^.*\/worker-url\.ts$/,
      replacement: fileURLToPath(new URL('tools/built-worker-url.ts', import.meta.url)),
    },
  ],
};
const buildThreads = ['test/tools/built-workers.ts'];

/**
 * Files of a worker share what they import: loading it anew for every file took longer than the tests.
 * A test puts back what it changes of a module or of the globals.
 */
const sharing = { isolate: false } as const;

/** What comes by itself may take its time on a busy machine; Vitest gives it a second. */
const patient = { expect: { poll: { timeout: 10_000 } } } as const;

export default defineConfig({
  test: {
    // Vitest would leave one processor to itself, half of a machine with two.
    maxWorkers: availableParallelism(),
    projects: [
      {
        root,
        resolve: threads,
        test: {
          name: 'unit',
          ...patient,
          globalSetup: buildThreads,
          include: ['{main,shared,preload,test/tools}/**/*.test.ts'],
          exclude: ['main/central/**', '**/*.central.test.ts', 'node_modules/**'],
          ...sharing,
          testTimeout: 20_000,
        },
      },
      {
        root,
        test: {
          name: 'renderer',
          ...patient,
          include: ['renderer/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          setupFiles: ['renderer/workstation/testing/clean-up.ts'],
          ...sharing,
          testTimeout: 20_000,
        },
      },
      {
        root,
        test: {
          name: 'central',
          ...patient,
          include: ['main/central/**/*.test.ts', 'main/sync/**/*.central.test.ts'],
          globalSetup: ['main/central/testing/postgres-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        root,
        resolve: threads,
        test: {
          name: 'contract',
          ...patient,
          globalSetup: buildThreads,
          include: ['test/contract/**/*.test.ts'],
          ...sharing,
          testTimeout: 30_000,
        },
      },
      {
        root,
        resolve: { alias: { electron: fakeElectron } },
        test: {
          name: 'electron',
          ...patient,
          include: ['test/electron/**/*.test.ts'],
          testTimeout: 60_000,
          // Its own import of electron has to find the fake too.
          server: { deps: { inline: ['electron-store'] } },
        },
      },
      {
        root,
        test: {
          name: 'faults',
          ...patient,
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
    ],
  },
});
