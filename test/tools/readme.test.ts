import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errors } from '../../shared/errors.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

it('lists the table of errors in README, code for code', () => {
  const listed = [...readme.matchAll(/^\| (\d{4}) \| (\d{3}) \| `(\w+)` \|/gm)].map(
    ([, number, status, name]) => ({ number: Number(number), status: Number(status), name }),
  );
  const table = Object.entries(errors).map(([name, { number, status }]) => ({
    number,
    status,
    name,
  }));
  expect(listed, 'run `npm run docs`').toEqual(table);
});

it('gives every error a number of its own', () => {
  const numbers = Object.values(errors).map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
});
