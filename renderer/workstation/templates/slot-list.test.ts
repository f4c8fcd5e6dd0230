import { expect, it } from 'vitest';
import { moved, newOwnSlot, usualSlots } from './slot-list.ts';

const keys = (slots: readonly { slot_key: string }[]) => slots.map(({ slot_key }) => slot_key);

it('moves slots, and stops at the ends', () => {
  const slots = usualSlots('degree_cert');
  expect(keys(slots)).toEqual(['diploma', 'degree_certificate', 'chsi_report']);
  expect(keys(moved(slots, 2, -1))).toEqual(['diploma', 'chsi_report', 'degree_certificate']);
  expect(moved(slots, 0, -1)).toBe(slots);
  expect(moved(slots, 2, 1)).toBe(slots);
});

it('gives a slot of the template’s own the first free key', () => {
  const first = newOwnSlot([], '在读证明');
  expect(first).toMatchObject({ slot_key: 'own_1', label: '在读证明' });
  expect(newOwnSlot([first], '').slot_key).toBe('own_2');
  expect(usualSlots('review')).toEqual([]);
});
