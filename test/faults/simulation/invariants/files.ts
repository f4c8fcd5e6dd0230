import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlobFolder } from '../../../../main/backend/attachments/blob-folder.ts';
import type { CentralState } from './central-state.ts';
import type { CheckedDevice, CheckedWorld } from './checked-world.ts';
import { demand } from './violation.ts';

export function checkFiles(
  world: CheckedWorld,
  devices: readonly CheckedDevice[],
  { files, rows }: CentralState,
): void {
  const invariant = 'every announced file hashes right and arrives';
  const folder = new BlobFolder(join(world.folder, 'blobs', String(world.centre.company)));
  const intact = (path: string, sha256: string) =>
    existsSync(path) && createHash('sha256').update(readFileSync(path)).digest('hex') === sha256;
  for (const sha256 of files) {
    demand(invariant, intact(folder.path(sha256), sha256), () => ({ centre: sha256 }));
  }
  const named = new Set(
    [...rows.values()].flatMap((stream) =>
      [...stream]
        .filter(([key]) => key.startsWith('attachments '))
        .map(([, { sha256 }]) => String(sha256)),
    ),
  );
  for (const sha256 of named) {
    if (world.ledger.rotten.has(sha256)) continue;
    demand(invariant, files.includes(sha256), () => ({ missing: sha256 }));
    for (const { name, files: own } of devices) {
      demand(invariant, intact(own.path(sha256), sha256), () => ({
        device: name,
        sha256,
      }));
    }
  }
  for (const { name, database, files: own } of devices) {
    const arrived = database
      .prepare<[], string>(
        `SELECT sha256 FROM sync_files WHERE direction = 'down' AND state = 'done'`,
      )
      .pluck()
      .all();
    for (const sha256 of arrived) {
      demand(invariant, intact(own.path(sha256), sha256), () => ({
        device: name,
        sha256,
      }));
    }
  }
}
