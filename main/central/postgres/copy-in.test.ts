import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestCentre, type TestCentre } from '../testing/test-centre.ts';
import { copyIn, copyLine } from './copy-in.ts';

let centre: TestCentre;
beforeAll(async () => {
  centre = await createTestCentre();
  await centre.database`CREATE TABLE copied (id bigint PRIMARY KEY, name text, there boolean)`;
});
afterAll(() => centre.dispose());

it('writes every text as it is', async () => {
  const names = ['王芳', 'a\tb\nc\rd\\n\\.', '', '\\N', '{"a":"\\u0000 \\"b\\""}', null];
  const text = names.map((name, id) => copyLine([id, name, id % 2 === 0])).join('');
  await centre.database.begin((sql) => copyIn(sql, 'copied(id, name, there)', text));
  const rows = await centre.database<{ name: string | null; there: boolean }[]>`
    SELECT name, there FROM copied ORDER BY id`;
  expect(rows.map(({ name }) => name)).toEqual(names);
  expect(rows.map(({ there }) => there)).toEqual([true, false, true, false, true, false]);
});

it('tells what is refused, and the connection goes on', async () => {
  const twice = centre.database.begin((sql) =>
    copyIn(sql, 'copied(id, name, there)', copyLine([0, 'again', true])),
  );
  await expect(twice).rejects.toMatchObject({ code: '23505' });
  expect(await centre.database`SELECT 1 AS one`).toMatchObject([{ one: 1 }]);
});
