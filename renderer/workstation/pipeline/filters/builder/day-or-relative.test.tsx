import { cleanup, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderWithProviders } from '../../../testing/render.tsx';
import { DayOrRelative } from './day-or-relative.tsx';

afterEach(cleanup);

function Field({
  initial,
  onChange,
}: {
  initial: string | undefined;
  onChange(day?: string): void;
}) {
  const [day, setDay] = useState(initial);
  return (
    <DayOrRelative
      aria-label="第 1 个条件：值"
      error={undefined}
      value={day}
      onChange={(changed) => {
        setDay(changed);
        onChange(changed);
      }}
    />
  );
}
async function show(initial: string | undefined) {
  const onChange = vi.fn();
  await renderWithProviders(<Field initial={initial} onChange={onChange} />);
  return onChange;
}
const way = () => screen.getByRole<HTMLInputElement>('combobox', { name: /日期方式/ });
const number = () => screen.getByRole<HTMLInputElement>('textbox', { name: '第 1 个条件：值' });
const choose = (name: string) => {
  fireEvent.click(way());
  fireEvent.click(screen.getByRole('option', { name }));
};

it('stays relative to today, by name or by number', async () => {
  const onChange = await show('2026-03-02');
  expect(way().value).toBe('指定日期');
  choose('昨天');
  expect(onChange).toHaveBeenLastCalledWith('today-1');
  expect(screen.queryByRole('textbox', { name: '第 1 个条件：值' })).toBeNull();
  choose('几天前');
  expect(number().value).toBe('7');
  // The one that yesterday is called by a name for stays a number while it is typed.
  fireEvent.change(number(), { target: { value: '1' } });
  fireEvent.change(number(), { target: { value: '14' } });
  expect(onChange).toHaveBeenLastCalledWith('today-14');
  fireEvent.change(number(), { target: { value: '' } });
  expect(onChange).toHaveBeenLastCalledWith(undefined);
  expect(way().value).toBe('几天前');
  choose('指定日期');
  expect(number().value).toBe('');
});

it.each([
  ['today', '今天'],
  ['today+1', '明天'],
  ['today-30', '几天前'],
  ['today+30', '几天后'],
  [undefined, '指定日期'],
])('shows %s as %s', async (value, words) => {
  await show(value);
  expect(way().value).toBe(words);
});
