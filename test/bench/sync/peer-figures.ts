import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CalledProcess } from './calls.ts';
import { latencies } from './latencies.ts';
import { recordGroup } from './records.ts';
import type { SyncFigures, SyncSizes } from './sizes.ts';

interface Replicated {
  readonly milliseconds: number;
  readonly rows: number;
  readonly memory: number;
}

/** Measures PouchDB beside express-pouchdb, both on LevelDB, as `credoFigures` measures Credo. */
export async function peerFigures(folder: string, sizes: SyncSizes): Promise<SyncFigures> {
  const push: number[] = [];
  const firstSync: number[] = [];
  const firstSyncMemory: number[] = [];
  const server = await started('./peer-server.ts', join(folder, 'server'));
  const url = await server.call<string>('open', join(folder, 'server'));
  const device = async (name: string) => {
    const child = await started('./peer-device.ts', join(folder, name));
    await child.call('open', { folder: join(folder, name), url });
    return child;
  };
  const writer = await device('writer');
  const part = sizes.peerRows / sizes.rounds;
  for (let round = 0; round < sizes.rounds; round += 1) {
    await writer.call('fill', { from: round * part, rows: part });
    const { milliseconds, rows } = await writer.call<Replicated>('send');
    if (rows !== part) throw new Error(`${rows} of ${part} documents were sent`);
    push.push((rows / milliseconds) * 1_000);
    process.stderr.write(`  PouchDB push ${round + 1}: ${push.at(-1)?.toFixed(1)}\n`);
  }
  let reader = writer;
  for (let round = 0; round < sizes.rounds; round += 1) {
    if (reader !== writer) await reader.end();
    reader = await device(`reader-${round}`);
    const { milliseconds, rows, memory } = await reader.call<Replicated>('receive');
    if (rows !== sizes.peerRows) throw new Error(`${rows} of ${sizes.peerRows} documents came`);
    firstSync.push((rows / milliseconds) * 1_000);
    firstSyncMemory.push(memory);
    process.stderr.write(`  PouchDB first sync ${round + 1}: ${firstSync.at(-1)?.toFixed(1)}\n`);
  }
  for (const child of [writer, reader]) await child.call('follow');
  const id = recordGroup(0).candidates[0]?.tob_resume_id ?? '';
  await reader.call('watch', id);
  await wait(1_000);
  const latency = await latencies(writer, reader, id, sizes);
  for (const child of [reader, writer, server]) await child.end();
  return { push, firstSync, firstSyncMemory, latency };
}

async function started(program: string, folder: string): Promise<CalledProcess> {
  mkdirSync(folder, { recursive: true });
  return new CalledProcess(new URL(program, import.meta.url));
}
