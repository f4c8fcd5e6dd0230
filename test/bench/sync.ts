import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './run.ts';
import { credoFigures } from './sync/credo-figures.ts';
import { peerFigures } from './sync/peer-figures.ts';
import { readSizes, type SyncFigures } from './sync/sizes.ts';

/**
 * Syncing beside PouchDB, medians of `CREDO_BENCH_SYNC_ROUNDS`: centre and devices are processes of
 * their own, and ours are durable (`fsync` on commit on both sides; LevelDB does not wait for the disk).
 * Environment: `CREDO_BENCH_SYNC_ROWS`, `_PUSHED`, `_ROUNDS`, `_OPERATIONS`, `_EDITS`, `_PEER_ROWS`.
 */
export const syncBench: Bench = {
  name: 'sync',
  async run(report) {
    const sizes = readSizes(process.env);
    const folder = mkdtempSync(join(tmpdir(), 'credo-bench-sync-'));
    let own: SyncFigures;
    let peer: SyncFigures;
    try {
      own = await credoFigures(join(folder, 'credo'), sizes);
      peer = sizes.peerRows > 0 ? await peerFigures(join(folder, 'peer'), sizes) : {};
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const show = (
      name: string,
      figure: keyof SyncFigures,
      { unit, share = 0.5, ...target }: Shown,
    ) => {
      const value = quantile(own[figure], share);
      if (value === undefined) return;
      const beside = quantile(peer[figure], share);
      report({ name, value, unit, ...target, ...(beside !== undefined && { peer: beside }) });
    };
    const thousands = sizes.rows.toLocaleString('en');
    show(`first sync of ${thousands} rows`, 'firstSync', { unit: '/s', least: 40_000 });
    show('  memory of the workstation', 'firstSyncMemory', { unit: 'MiB', limit: 350 });
    show('  its event loop, 99 %', 'firstSyncLoop', { unit: 'ms', limit: 16 });
    show('  its event loop, longest', 'firstSyncHeld', { unit: 'ms' });
    show('push, operations', 'push', { unit: '/s', least: 15_000 });
    show('edit seen on another device, 50 %', 'latency', { unit: 'ms' });
    show('edit seen on another device, 95 %', 'latency', { unit: 'ms', limit: 60, share: 0.95 });
    const count = `${sizes.operations.toLocaleString('en')} operations`;
    show(`event loop receiving ${count}, 99 %`, 'receiveLoop', { unit: 'ms', limit: 16 });
    show('  longest', 'receiveHeld', { unit: 'ms' });
    show('  received meanwhile', 'receive', { unit: '/s' });
    show(`event loop sending ${count}, 99 %`, 'sendLoop', { unit: 'ms', limit: 16 });
    show('  longest', 'sendHeld', { unit: 'ms' });
  },
};

interface Shown {
  unit: 'ms' | '/s' | 'MiB';
  limit?: number;
  least?: number;
  share?: number;
}

function quantile(values: readonly number[] | undefined, share: number): number | undefined {
  const sorted = [...(values ?? [])].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
