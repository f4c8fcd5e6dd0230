import type { Device } from '../device.ts';
import type { World } from '../world.ts';
import { type CentralState, headsOf, readCentre, text } from './central-state.ts';
import type { CheckedDevice, CheckedWorld } from './checked-world.ts';
import { checkConflicts } from './conflicts.ts';
import { checkDecisions } from './decisions.ts';
import { checkDigests } from './digests.ts';
import { checkFiles } from './files.ts';
import { checkHistory } from './history.ts';
import { checkNumbers } from './numbers.ts';
import { checkOutcomes } from './outcomes.ts';
import { checkTimes } from './times.ts';
import { demand } from './violation.ts';

/** The streams as they lie at the centre. */
export async function checkStreams(world: World): Promise<void> {
  checkNumbers(await readCentre(world.centre));
}

/** Lets everybody hear of everything, and looks at the rest. */
export async function checkAll(world: World): Promise<void> {
  const devices = world.devices.filter(({ joined }) => joined);
  await syncAll(world, devices);
  const state = await checkState(world, devices);
  for (const { sync, database } of devices) {
    database.transaction(() => sync.outbox.sendAgainAfter(0))();
  }
  await syncAll(world, devices);
  await checkRepeated(world, devices, state);
}

/** Everything that the databases say, once nothing is on its way any more. */
export async function checkState(
  world: CheckedWorld,
  devices: readonly CheckedDevice[],
): Promise<CentralState> {
  const state = await readCentre(world.centre);
  checkNumbers(state);
  checkOutcomes(world, devices, state);
  await checkDecisions(world, devices, state);
  await world.ledger.keepNumbers(world.centre);
  checkHistory(world, state);
  checkConflicts(devices, state);
  checkTimes(world, state);
  checkFiles(world, devices, state);
  checkDigests(world, devices, state);
  return state;
}

/** After everything was sent again. */
export async function checkRepeated(
  world: CheckedWorld,
  devices: readonly CheckedDevice[],
  before: CentralState,
): Promise<void> {
  const after = await readCentre(world.centre);
  demand(
    'sending everything again changes nothing',
    text(after.streams) === text(before.streams) &&
      text([...after.rows]) === text([...before.rows]),
    () => ({ before: before.streams, after: after.streams }),
  );
  checkDigests(world, devices, after);
}

/** Everybody syncs, and again who has something to send or to hear of, until nobody has. */
async function syncAll(world: World, devices: readonly Device[]): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    const heads = await headsOf(world.centre);
    const behind = devices.filter((device) => round === 0 || !device.isCurrent(heads));
    if (behind.length === 0) return;
    for (const device of behind) await device.sync.syncNow();
    await world.settle();
  }
}
