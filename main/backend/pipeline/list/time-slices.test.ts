import { expect, it } from 'vitest';
import { TimeSlices } from './time-slices.ts';

it('lets one piece of work go on each turn of the event loop', async () => {
  const turns: number[] = [];
  let turn = 0;
  let counting = true;
  const count = () => {
    turn += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  const work = async () => {
    const slices = new TimeSlices();
    for (let slice = 0; slice < 5; slice += 1) {
      await slices.pause();
      turns.push(turn);
    }
  };
  await Promise.all([work(), work(), work()]);
  counting = false;
  expect(turns).toHaveLength(15);
  expect(new Set(turns).size).toBe(15);
});
