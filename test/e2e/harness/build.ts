import {
  buildOutputs,
  candidateOutput,
  workstationOutput,
} from '../../../main/launcher/build-outputs.ts';

/** Once before all tests: both renderers as their sources are now. */
export default async function build(): Promise<void> {
  await buildOutputs([workstationOutput, candidateOutput]);
}
