import { expect, it } from 'vitest';
import { runSeeds } from './simulation/run-seeds.ts';

it('keeps every promise of the sync protocol in worlds full of faults', async () => {
  const { results } = await runSeeds({ first: 1, count: 60, processes: 2 });
  const broken = results.filter((result) => result.broken);
  expect(broken.map(({ seed, broken: found }) => ({ seed, ...found }))).toEqual([]);
  expect(results).toHaveLength(60);
}, 300_000);
