import { setTimeout as wait } from 'node:timers/promises';
import type { CalledProcess } from './calls.ts';
import type { SyncSizes } from './sizes.ts';

/**
 * From an edit on one device to the moment another one shows it, in milliseconds: one for each of
 * `sizes.edits`.
 */
export async function latencies(
  writer: CalledProcess,
  reader: CalledProcess,
  id: string,
  { edits }: SyncSizes,
): Promise<number[]> {
  const values: number[] = [];
  for (let edit = 0; edit < edits; edit += 1) {
    const phone = `137${String(edit).padStart(8, '0')}`;
    const seen = new Promise<number>((resolve) => {
      reader.on('seen', (value) => {
        const { phone: shown, at } = value as { phone: string; at: number };
        if (shown === phone) resolve(at);
      });
    });
    const at = await writer.call<number>('touch', { id, phone });
    values.push((await seen) - at);
    await wait(20);
  }
  return values;
}
