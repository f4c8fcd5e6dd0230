import { makeTemplate, runSeed, shrinkSeed } from './campaign.ts';
import { simulationFolder, startSharedCentre } from './centre.ts';

/**
 * Run as `node seeds-child.ts <first> <count> <step> <shrink> <stop>` (each 0 or 1): runs every `step`th seed
 * from the first and prints a line of JSON for each; of the first that breaks, the smallest scenario
 * too, or nothing more after it.
 */
const [first = 1, count = 1, step = 1, shrink = 0, stop = 0] = process.argv.slice(2).map(Number);
/** Worlds that wait for the database in turn. */
const together = 4;

// Slices of work end by the time they took: here they don't, so that a seed does the same each time.
performance.now = () => 0;

const folder = simulationFolder();
const shared = await startSharedCentre(folder);
const parts = { shared, folder, template: makeTemplate(folder) };
const queue = Array.from({ length: count }, (_, index) => first + index * step);
const broken: number[] = [];

async function work(): Promise<void> {
  for (let seed = queue.shift(); seed !== undefined; seed = queue.shift()) {
    const result = await runSeed(parts, seed);
    if (result.broken) {
      broken.push(seed);
      if (stop === 1) queue.length = 0;
    }
    process.stdout.write(`${JSON.stringify(result)}\n`);
  }
}

await Promise.all(Array.from({ length: together }, work));
const [worst] = broken.sort((a, b) => a - b);
if (shrink === 1 && worst !== undefined) {
  const smallest = await shrinkSeed(parts, worst);
  process.stdout.write(`${JSON.stringify({ seed: worst, smallest })}\n`);
}
await shared.stop();
process.exit(0);
