import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Centre } from '../../../main/central/centre.ts';
import { openCentre } from '../../../main/central/open-centre.ts';
import { connect, type Database } from '../../../main/central/postgres/database.ts';
import { startEmbeddedPostgres } from '../../../main/central/postgres/embedded.ts';
import { silentLogger } from '../../../main/logger.ts';
import { SeededRandom } from './seeded-random.ts';

/** A database with the centre's tables, for one world at a time. */
export interface CentreSlot {
  readonly centre: Centre;
  readonly database: Database;
}

export interface CentreSlots {
  readonly slots: readonly CentreSlot[];
  stop(): Promise<void>;
}

const memory = '/dev/shm';
/** What a run may need at most, bytes. */
const needed = 4 * 1024 ** 3;

/** A folder for a run: in memory where the system has such a place with room in it. */
export function simulationFolder(): string {
  const room = existsSync(memory) ? statfsSync(memory) : undefined;
  const inMemory = room && room.bavail * room.bsize > needed;
  const folder = mkdtempSync(join(inMemory ? memory : tmpdir(), 'credo-faults-'));
  chmodSync(folder, 0o711);
  return folder;
}

/** Starts a PostgreSQL with so many databases, which are alike to the byte. */
export async function startCentreSlots(folder: string, count: number): Promise<CentreSlots> {
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'), silentLogger);
  const at = (database: string, connections: number) =>
    connect({ ...postgres.address, database }, { logger: silentLogger, connections });
  const admin = at('postgres', 1);
  // Nothing of this PostgreSQL is killed: waiting for a disk would only cost time.
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    await admin.unsafe(`ALTER SYSTEM SET ${setting} = off`);
  }
  await admin.unsafe('SELECT pg_reload_conf()');
  const slots: CentreSlot[] = [];
  for (let number = 0; number < count; number += 1) {
    await admin.unsafe(`CREATE DATABASE slot_${number}`);
    slots.push(await openSlot(at(`slot_${number}`, 4), folder));
  }
  await admin.end({ timeout: 1 });
  return {
    slots,
    async stop() {
      for (const { database } of slots) await database.end({ timeout: 1 });
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openSlot(database: Database, folder: string): Promise<CentreSlot> {
  // Every slot's centre has the same id and secret, so that a company fits into each.
  const platform = { now: () => 0, randomBytes: new SeededRandom('centre').bytes };
  const opened = await openCentre({ database, dataFolder: folder, platform, logger: silentLogger });
  await opened.stop();
  return { centre: opened.centre, database };
}
