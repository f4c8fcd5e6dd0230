import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openXlsx } from '../../imports/xlsx-sheet.ts';
import { xlsxFile } from './xlsx-writer.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credo-xlsx-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function written(rows: string[][]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const batches = (async function* () {
    yield rows;
  })();
  for await (const chunk of xlsxFile(batches, '候选人/offer', new Date(0))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

it('keeps texts as they are, formulas and long numbers too', async () => {
  const rows = [
    ['姓名', 'ID'],
    ['=1+1', '1511732484135936027'],
    ['<b>&"\'', '18799990000'],
    [' two\nlines ', '+8618799990000'],
  ];
  const path = join(folder, 'a.xlsx');
  writeFileSync(path, await written(rows));
  const read: unknown[] = [];
  for await (const batch of (await openXlsx(path)).rows()) {
    read.push(...batch.map(({ cells }) => cells));
  }
  expect(read).toEqual(rows);
});

it('leaves out what XML cannot hold', async () => {
  const path = join(folder, 'b.xlsx');
  writeFileSync(path, await written([['a\u0000\u000bb\ud800']]));
  for await (const [row] of (await openXlsx(path)).rows()) {
    expect(row?.cells).toEqual(['ab\ufffd']);
  }
});

it('ends its source when it is given up, and fails when its source does', async () => {
  let pulled = 0;
  let ended = false;
  const endless = (async function* () {
    try {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        pulled++;
        yield Array.from({ length: 40 }, () => [crypto.randomUUID()]);
      }
    } finally {
      ended = true;
    }
  })();
  for await (const _ of xlsxFile(endless, 'x', new Date(0))) if (pulled > 3) break;
  await expect.poll(() => ended).toBe(true);

  const broken = (async function* () {
    yield [['a']];
    throw new Error('disk is gone');
  })();
  const read = async () => {
    for await (const _ of xlsxFile(broken, 'x', new Date(0)));
  };
  await expect(read()).rejects.toThrow('disk is gone');
});
