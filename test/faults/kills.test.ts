import { expect, it } from 'vitest';
import { killsOf, runKills } from './kills/kill-campaign.ts';

it('keeps every promise of the sync protocol while real processes are killed', async () => {
  const { kills, told, operations } = await runKills(killsOf(32));
  const count = Object.values(kills).reduce((sum, number) => sum + number, 0);
  expect(count).toBeGreaterThanOrEqual(24);
  // What a device had told of before it was killed is there.
  expect(operations).toBeGreaterThanOrEqual(told);
  expect(told).toBeGreaterThan(0);
}, 300_000);
