import { expect, it } from 'vitest';
import type { SeedResult } from './simulation/campaign.ts';
import { runSeeds } from './simulation/run-seeds.ts';
import { summaryOf } from './simulation/summary.ts';

const count = 500;
let results: readonly SeedResult[] = [];

it('keeps every promise of the sync protocol in worlds full of faults', async () => {
  ({ results } = await runSeeds({ first: 1, count, processes: 2 }));
  process.stdout.write(`${summaryOf(results)}\n`);
  const broken = results.filter((result) => result.broken);
  expect(broken.map(({ seed, broken: found }) => ({ seed, ...found }))).toEqual([]);
  expect(results).toHaveLength(count);
}, 900_000);

it('does the same again in a seed’s world', async () => {
  const again = await runSeeds({ first: 1, count: 8, processes: 1 });
  for (const result of again.results) {
    expect(result).toEqual(results.find(({ seed }) => seed === result.seed));
  }
}, 300_000);
