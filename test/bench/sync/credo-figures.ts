import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CalledProcess } from './calls.ts';
import { startCentre } from './centre.ts';
import { latencies } from './latencies.ts';
import { recordGroup } from './records.ts';
import { seedCentre } from './seed-centre.ts';
import type { SyncFigures, SyncSizes } from './sizes.ts';

interface Measured {
  readonly milliseconds: number;
  readonly loop: { readonly p99: number; readonly longest: number };
  readonly memory: number;
}

/** Measures Credo: one centre, a device that sends, and a fresh device for every first sync. */
export async function credoFigures(folder: string, sizes: SyncSizes): Promise<SyncFigures> {
  const centre = await startCentre();
  const figures: SyncFigures = {};
  const note = (name: keyof SyncFigures, value: number) => {
    figures[name] ??= [];
    figures[name].push(value);
  };
  const writer = await device(join(folder, 'writer'));
  try {
    await writer.call('join', centre);
    const part = sizes.pushed / sizes.rounds;
    for (let round = 0; round < sizes.rounds; round += 1) {
      await writer.call('pause', true);
      await writer.call('fill', { from: round * part, rows: part });
      const { milliseconds } = await writer.call<Measured>('send');
      note('push', (part / milliseconds) * 1_000);
      progress(`push ${round + 1}`, figures.push);
    }
    const seeded = { from: sizes.pushed, rows: sizes.rows - sizes.pushed };
    await seedCentre(centre.folder, seeded);
    let reader: CalledProcess | undefined;
    for (let round = 0; round < sizes.rounds; round += 1) {
      await reader?.end();
      reader = await device(join(folder, `reader-${round}`));
      const joined = await reader.call<Measured & { rows: number }>('join', centre);
      if (joined.rows < sizes.rows) throw new Error(`${joined.rows} of ${sizes.rows} rows came`);
      note('firstSync', (joined.rows / joined.milliseconds) * 1_000);
      note('firstSyncMemory', joined.memory);
      note('firstSyncLoop', joined.loop.p99);
      note('firstSyncHeld', joined.loop.longest);
      progress(`first sync ${round + 1}`, figures.firstSync);
    }
    if (!reader) return figures;
    await measureLatency(writer, reader, sizes, note);
    for (let round = 0; round < (sizes.operations > 0 ? sizes.rounds : 0); round += 1) {
      await measureLoop(writer, reader, sizes, note);
      progress(`operations ${round + 1}`, figures.receiveLoop);
    }
    await reader.end();
    return figures;
  } finally {
    await writer.end();
    await centre.stop();
  }
}

async function device(folder: string): Promise<CalledProcess> {
  mkdirSync(folder, { recursive: true });
  const started = new CalledProcess(new URL('./device.ts', import.meta.url));
  await started.call('open', folder);
  return started;
}

async function measureLatency(
  writer: CalledProcess,
  reader: CalledProcess,
  sizes: SyncSizes,
  note: (name: keyof SyncFigures, value: number) => void,
): Promise<void> {
  const id = recordGroup(0).candidates[0]?.tob_resume_id ?? '';
  await reader.call('watch', id);
  // The event stream is there soon after the first sync.
  await wait(500);
  for (const value of await latencies(writer, reader, id, sizes)) note('latency', value);
}

/** One device sends while the other receives, both at work for their users. */
async function measureLoop(
  writer: CalledProcess,
  reader: CalledProcess,
  { operations }: SyncSizes,
  note: (name: keyof SyncFigures, value: number) => void,
): Promise<void> {
  await writer.call('pause', true);
  await writer.call('edit', operations);
  const target = (await reader.call<number>('head')) + operations;
  const receiving = reader.call<Measured>('receive', target);
  const sent = await writer.call<Measured>('send');
  const received = await receiving;
  note('sendLoop', sent.loop.p99);
  note('receiveLoop', received.loop.p99);
  note('sendHeld', sent.loop.longest);
  note('receiveHeld', received.loop.longest);
  note('receive', (operations / received.milliseconds) * 1_000);
}

function progress(name: string, values: readonly number[] | undefined): void {
  process.stderr.write(`  ${name}: ${values?.at(-1)?.toFixed(1)}\n`);
}
