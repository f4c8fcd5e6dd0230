import { fileURLToPath } from 'node:url';
import { buildOutputs, mainOutput, type Output } from '../../../main/launcher/build-outputs.ts';

const programs: Output = {
  name: 'faults',
  config: 'test/faults/vite.config.ts',
  sources: [...mainOutput.sources, 'test/faults/**/*'],
};

/** Builds the processes that are killed, where they are older than their sources. */
export async function buildPrograms(): Promise<void> {
  await buildOutputs([programs]);
}

/** The file of a built process. */
export const builtProgram = (name: 'device-child' | 'centre-child'): string =>
  fileURLToPath(new URL(`../../../out/faults/${name}.js`, import.meta.url));
