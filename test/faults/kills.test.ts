import { expect, it } from 'vitest';
import { killsOf, runKills } from './kills/kill-campaign.ts';

it('keeps every promise of the sync protocol while real processes are killed', async () => {
  const { kills, told, operations } = await runKills(killsOf(105));
  const count = Object.values(kills).reduce((sum, number) => sum + number, 0);
  const points = Object.entries(kills).sort();
  process.stdout.write(
    `${count} processes killed, ${operations} operations, ${told} of them told of:\n` +
      `${points.map(([point, number]) => `${point} ${number}`).join(', ')}\n`,
  );
  expect(count).toBeGreaterThanOrEqual(100);
  // What a device had told of before it was killed is there.
  expect(operations).toBeGreaterThanOrEqual(told);
  expect(told).toBeGreaterThan(0);
}, 900_000);
