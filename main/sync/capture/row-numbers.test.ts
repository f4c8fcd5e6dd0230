import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { syncedEntities } from '../../../shared/sync/entities.ts';
import { spaceSize, spaceStart } from '../../../shared/sync/ids.ts';
import { openDatabase } from '../../database/database.ts';
import { captureOf } from './change-capture.ts';

const main = fileURLToPath(new URL('../../', import.meta.url));
const keys = new Map(
  syncedEntities.flatMap(({ table, key, numbered }) => (numbered ? [[table, key[0]]] : [])),
);

it('is asked by every insertion into a numbered table', () => {
  const found = new Set<string>();
  const missing: string[] = [];
  for (const file of readdirSync(main, { recursive: true, encoding: 'utf8' })) {
    const device = !/(^|\/)(central|migrations|node_modules)\//.test(file.replaceAll('\\', '/'));
    if (!device || !/(?<!\.test)\.ts$/.test(file)) continue;
    const text = readFileSync(join(main, file), 'utf8');
    for (const [, table = '', columns = ''] of text.matchAll(/INSERT INTO (\w+)\((\w+)/g)) {
      if (!keys.has(table)) continue;
      found.add(table);
      if (columns !== keys.get(table)) missing.push(`${file}: ${table}`);
    }
  }
  expect(missing).toEqual([]);
  expect([...keys.keys()].filter((table) => !found.has(table))).toEqual([]);
});

it('goes on from what the space had, and far from there where a copy may go on too', () => {
  const database = openDatabase(':memory:');
  const capture = captureOf(database);
  const next = () => database.prepare("SELECT credo_next_id('positions')").pluck().get() as number;
  expect(next()).toBeNull();
  capture.setClock(null, 7, 1);
  expect([next(), next()]).toEqual([spaceStart(7) + 1, spaceStart(7) + 2]);
  capture.skipNumbers();
  const skipped = next();
  expect(skipped).toBeGreaterThan(spaceStart(7) + spaceSize / 2);
  capture.setClock(null, 7, 1);
  expect(next()).toBe(skipped);
  capture.skipNumbers();
  expect(next()).toBeGreaterThan(skipped);
  expect(next()).toBeLessThan(spaceStart(8));
  capture.setClock(null, 9, 1);
  expect(next()).toBe(spaceStart(9) + 1);
  database.close();
});
