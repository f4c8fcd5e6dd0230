import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestCentre, type TestCentre } from '../testing/test-centre.ts';
import { applied, candidate, type TestDevice } from '../testing/test-device.ts';

let centre: TestCentre;
let company: number;
beforeAll(async () => {
  centre = await createTestCentre();
  company = await centre.company();
});
afterAll(() => centre.dispose());

it('gives a reader beside many writers every operation, in order and without a gap', async () => {
  const writers = await Promise.all(Array.from({ length: 4 }, () => centre.device(company)));
  const reader = await centre.device(company);
  let writing = true;
  const write = async (device: TestDevice, from: number) => {
    for (let push = 0; push < 6; push += 1) {
      const tx_id = randomUUID();
      const ids = Array.from({ length: 5 }, (_, index) => String(from + push * 5 + index));
      await device.push(
        ...ids.map((id) => device.op({ entity: 'candidates', id, patch: candidate(id), tx_id })),
      );
    }
  };
  const read = async () => {
    const rows = new Map();
    while (writing) applied(await reader.pull(), rows);
    return applied(await reader.pull(), rows);
  };
  const reading = read();
  await Promise.all(writers.map((device, index) => write(device, 1_000 * (index + 1))));
  writing = false;
  const rows = await reading;
  expect([...rows.keys()].filter((key) => key.startsWith('candidates'))).toHaveLength(4 * 30);
  const late = await centre.device(company);
  const again = applied(await late.pull());
  for (const [key, row] of rows) expect(again.get(key)).toEqual(row);
});

it('takes the same push twice at once with one effect', async () => {
  const a = await centre.device(company);
  const operations = ['1', '2', '3'].map((id) =>
    a.op({ entity: 'candidates', id, patch: candidate(id) }),
  );
  const [first, second] = await Promise.all([a.push(...operations), a.push(...operations)]);
  expect(first.map(({ seq }) => seq)).toEqual(second.map(({ seq }) => seq));
  expect([...first, ...second].filter(({ repeated }) => repeated)).toHaveLength(3);
});

it('stores nothing of a push that fails on its way', async () => {
  const a = await centre.device(company);
  const operation = a.op({ entity: 'candidates', id: '11', patch: candidate('11') });
  await centre.database`ALTER TABLE synced_row ADD CONSTRAINT refuse CHECK (id <> '11')`;
  expect(await a.refusal(a.send([operation]))).toEqual({ status: 500, code: 'internal' });
  await centre.database`ALTER TABLE synced_row DROP CONSTRAINT refuse`;
  expect(await a.push(operation)).toMatchObject([{ outcome: 'applied', repeated: false }]);
  const seqs = (await a.pull()).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
});
