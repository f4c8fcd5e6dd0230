import { expect, it } from 'vitest';
import { timeZones } from './time-zones.ts';

it('lists zones with their offset, each once', () => {
  const zones = timeZones('Asia/Shanghai');
  expect(zones.filter(({ value }) => value === 'Asia/Shanghai')).toEqual([
    { value: 'Asia/Shanghai', label: 'Asia/Shanghai (UTC+08:00)' },
  ]);
  expect(new Set(zones.map(({ value }) => value)).size).toBe(zones.length);
});

it('keeps a zone this browser does not know', () => {
  expect(timeZones('Mars/Olympus').some(({ value }) => value === 'Mars/Olympus')).toBe(true);
});
