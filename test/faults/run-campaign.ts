import { parseArgs } from 'node:util';
import { killsOf, runKills } from './kills/kill-campaign.ts';
import { runSeeds } from './simulation/run-seeds.ts';
import { summaryOf } from './simulation/summary.ts';

/** `npm run test:faults`: `--seeds 10000` for a long run, `--seed 7` for one seed again,
 * `--shrink` for the smallest scenario that breaks in the same way, `--kills 100` for so many kills of
 * real processes (0: none). */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    processes: { type: 'string' },
    shrink: { type: 'boolean' },
    kills: { type: 'string' },
  },
});
const one = values.seed === undefined ? undefined : Number(values.seed);
const count = one === undefined ? Number(values.seeds ?? 500) : 1;
const killCount = Number(values.kills ?? (one === undefined ? 100 : 0));
const started = performance.now();
let done = 0;
const { results, smallest } = await runSeeds({
  first: one ?? 1,
  count,
  processes: Math.min(count, Number(values.processes ?? 2)),
  shrink: values.shrink === true,
  onResult: ({ seed, broken }) => {
    done += 1;
    if (broken) process.stdout.write(`seed ${seed}: ${broken.details}\n`);
    if (done % 500 === 0) process.stdout.write(`${done} seeds …\n`);
  },
});
const broken = results.filter((result) => result.broken);
for (const { seed, scenario } of smallest) {
  process.stdout.write(`\nthe smallest scenario that breaks as seed ${seed} does:\n`);
  process.stdout.write(`${JSON.stringify(scenario, null, 1)}\n`);
}
const seconds = ((performance.now() - started) / 1000).toFixed(0);
process.stdout.write(`\n${summaryOf(results)}\nin ${seconds} s; ${broken.length} seeds broken\n`);
for (const [invariant, seeds] of Map.groupBy(broken, (result) => result.broken?.invariant)) {
  process.stdout.write(`  ${invariant}: seeds ${seeds.map(({ seed }) => seed).join(', ')}\n`);
}
process.exitCode = broken.length > 0 ? 1 : 0;

if (killCount > 0) {
  const killing = performance.now();
  const { kills, operations } = await runKills(killsOf(killCount));
  const total = Object.values(kills).reduce((all, number) => all + number, 0);
  const took = ((performance.now() - killing) / 1000).toFixed(0);
  process.stdout.write(`\n${total} processes killed, ${operations} operations in ${took} s:\n`);
  for (const [point, number] of Object.entries(kills).sort()) {
    process.stdout.write(`  ${point}: ${number}\n`);
  }
}
