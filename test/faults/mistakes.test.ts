import { expect, it } from 'vitest';
import { mistakes } from './simulation/mistakes.ts';
import { runSeeds } from './simulation/run-seeds.ts';

it.each(mistakes)(
  'the simulation catches $name: $breaks',
  async ({ name, breaks, first = 1 }) => {
    const { results } = await runSeeds({
      ...{ first, count: 200, processes: 1 },
      ...{ mistake: name, stop: true },
    });
    const found = results.flatMap(({ broken }) => (broken ? [broken.invariant] : []));
    expect(found).toContain(breaks);
  },
  300_000,
);
