import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { applicationFolder } from '../../../main/hosting/application-folder.ts';
import {
  buildOutputs,
  candidateOutput,
  mainOutput,
  workstationOutput,
} from '../../../main/launcher/build-outputs.ts';
import { startWorkstation, temporaryFolder } from './workstation.ts';

/**
 * Once before all tests: both renderers and the main process as their sources are now, and a demo
 * workspace to copy. Workers find the last two in the environment.
 * @returns removes the demo
 */
export default async function build(): Promise<() => void> {
  await buildOutputs([workstationOutput, candidateOutput, mainOutput]);
  process.env.CREDO_TEST_HEADLESS = join(applicationFolder, 'out', 'main', 'headless.js');
  process.env.NODE_COMPILE_CACHE ??= join(applicationFolder, '.cache', 'test-compiled');
  const demo = temporaryFolder();
  const workstation = await startWorkstation({ dataFolder: demo, demo: true });
  await workstation.stop();
  process.env.CREDO_TEST_DEMO = demo;
  return () => rmSync(demo, { recursive: true, force: true });
}
