import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestCentre, type TestCentre } from '../testing/test-centre.ts';
import { candidate, type TestDevice } from '../testing/test-device.ts';
import { pruneHistory } from './prune-history.ts';

let centre: TestCentre;
beforeAll(async () => {
  centre = await createTestCentre();
});
afterAll(() => centre.dispose());

const day = 86_400_000;
const person = (device: TestDevice, id: string) =>
  device.op({ entity: 'candidates', id, patch: candidate(id) });
const prune = (days = 180) => pruneHistory(centre.centre, days);

it('forgets what is old enough, and tells who was away for longer to start afresh', async () => {
  const a = await centre.device(await centre.company());
  const old = [person(a, '1'), person(a, '2')];
  await a.push(...old);
  await a.push(a.op({ entity: 'candidates', id: '2', command: 'delete', base_seq: 9 }));
  const away = a.cursors.company;
  await a.pull();
  const there = a.cursors.company;
  expect(await prune()).toBe(0);
  centre.clock.now += 100 * day;
  await a.signIn();
  await a.push(person(a, '3'));
  expect(await prune()).toBe(0);
  centre.clock.now += 100 * day;
  await a.signIn();

  const used = async () =>
    (await centre.database`SELECT sum(used_bytes)::bigint AS used FROM company`)[0]?.used as number;
  const before = await used();
  expect(await prune()).toBeGreaterThanOrEqual(3);
  expect(await prune()).toBe(0);
  expect(await used()).toBeLessThan(before);
  const hello = await a.hello();
  expect(hello.streams.company).toMatchObject({ floor: there.seq, cursor: 'known' });
  expect((await a.pull()).map(({ id }) => id)).toEqual(['3']);

  a.cursors.company = away;
  expect((await a.hello()).streams.company.cursor).toBe('below_floor');
  const { epoch } = hello.streams.company;
  const refused = a.request('GET', `/sync/pull?stream=company&after=${away.seq}&epoch=${epoch}`);
  expect(await a.refusal(refused)).toMatchObject({ status: 409, code: 'snapshot_needed' });
  const rows = (await a.snapshot()).flatMap((line) =>
    line.type === 'row' && line.entity === 'candidates'
      ? [{ id: line.id, deleted: line.deleted ?? false }]
      : [],
  );
  expect(rows).toEqual([
    { id: '1', deleted: false },
    { id: '2', deleted: true },
    { id: '3', deleted: false },
  ]);
  // What was emptied is still known.
  expect(await a.push(...old)).toMatchObject([
    { outcome: 'applied', repeated: true },
    { outcome: 'applied', repeated: true },
  ]);
  await a.push(a.op({ entity: 'candidates', id: '1', command: 'erase' }));
});
