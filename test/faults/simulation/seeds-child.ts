import { makeTemplate, runSeed, shrinkSeed } from './campaign.ts';
import { type CentreSlot, simulationFolder, startCentreSlots } from './centre-slots.ts';
import { JoinedCompanies } from './joined-companies.ts';

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
const centre = await startCentreSlots(folder, together);
const template = makeTemplate(folder);
const companies = new JoinedCompanies(folder, template);
const queue = Array.from({ length: count }, (_, index) => first + index * step);
const broken: number[] = [];

async function work(slot: CentreSlot): Promise<void> {
  for (let seed = queue.shift(); seed !== undefined; seed = queue.shift()) {
    const result = await runSeed({ slot, folder, template, companies }, seed);
    if (result.broken) {
      broken.push(seed);
      if (stop === 1) queue.length = 0;
    }
    process.stdout.write(`${JSON.stringify(result)}\n`);
  }
}

await Promise.all(centre.slots.map(work));
const [worst] = broken.sort((a, b) => a - b);
const [slot] = centre.slots;
if (shrink === 1 && worst !== undefined && slot) {
  const smallest = await shrinkSeed({ slot, folder, template, companies }, worst);
  process.stdout.write(`${JSON.stringify({ seed: worst, smallest })}\n`);
}
await centre.stop();
process.exit(0);
