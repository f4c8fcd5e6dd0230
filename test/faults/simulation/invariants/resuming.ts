import type { World } from '../world.ts';
import { demand } from './violation.ts';

/** Polls alone, no hints, no new write: everybody has to be up to date within a minute. */
export async function checkResumes(world: World): Promise<void> {
  const before = world.time.now;
  await world.pass(60_000);
  for (const device of world.devices.filter(({ joined }) => joined)) {
    const { state, reason, pending, lastSyncedAt } = device.sync.status();
    const at = (lastSyncedAt ?? 0) - device.skew;
    demand(
      'sync resumes within 60 s with no new write',
      state === 'current' && pending === 0 && at >= before,
      () => ({ device: device.name, state, reason, pending, at: at - before }),
    );
  }
}
