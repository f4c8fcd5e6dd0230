import { buildOutputs, mainOutput } from '../../main/launcher/build-outputs.ts';

/** Once before all tests of a run: the main process as its sources are now, for `built-worker-url.ts`. */
export default async function buildWorkers(): Promise<void> {
  await buildOutputs([mainOutput]);
}
