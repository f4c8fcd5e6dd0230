import { type CentralState, text } from './central-state.ts';
import type { CheckedDevice } from './checked-world.ts';
import { demand } from './violation.ts';

export function checkConflicts(
  devices: readonly CheckedDevice[],
  { conflicts, streams }: CentralState,
): void {
  for (const device of devices) {
    const uid = device.uid;
    const mine = streams.filter((stream) => stream.uid === null || stream.uid === uid);
    const expected = conflicts
      .filter(({ open, stream }) => open && mine.some(({ stream_id }) => stream_id === stream))
      .map(({ conflict_id }) => conflict_id)
      .sort();
    const open = device.database
      .prepare<[], string>('SELECT conflict_id FROM sync_conflicts WHERE open = 1')
      .pluck()
      .all()
      .sort();
    demand('open conflicts are open everywhere', text(open) === text(expected), () => ({
      device: device.name,
      open,
      expected,
    }));
  }
}
