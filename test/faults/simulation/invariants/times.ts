import type { CentralState } from './central-state.ts';
import type { CheckedWorld } from './checked-world.ts';
import { demand } from './violation.ts';

export function checkTimes({ now }: CheckedWorld, { ops }: CentralState): void {
  for (const { line } of ops) {
    demand('no effective time beyond the server’s', line.at <= now, () => ({
      seq: line.seq,
      beyond: line.at - now,
    }));
  }
}
