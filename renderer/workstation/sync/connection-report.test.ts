import { expect, it } from 'vitest';
import { isMetered } from './connection-report.ts';

it.each([
  [{}, false],
  [{ type: 'wifi', saveData: false }, false],
  [{ saveData: true }, true],
  [{ type: 'cellular' }, true],
  [{ type: 'wifi', metered: true }, true],
])('takes %o for metered: %s', (connection, metered) => {
  expect(isMetered(connection)).toBe(metered);
});
