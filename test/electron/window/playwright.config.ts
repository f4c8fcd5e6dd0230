import { defineConfig } from '@playwright/test';

/** The real Electron, where its binary and a display are. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../../test-results/electron',
  workers: 1,
  forbidOnly: true,
  timeout: 120_000,
  reporter: [['list']],
});
