// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { longestOrdered, orderRows } from './row-order.ts';

afterEach(() => document.body.replaceChildren());

/** A body of rows at these places, in this order of the document. */
function bodyOf(places: readonly number[]): HTMLElement {
  const body = document.createElement('div');
  for (const place of places) {
    const row = document.createElement('button');
    row.dataset.index = String(place);
    body.append(row);
  }
  document.body.append(body);
  return body;
}

const placesOf = (body: HTMLElement) =>
  [...body.children].map((row) => Number((row as HTMLElement).dataset.index));

it('puts rows into the order of their places', () => {
  for (const places of [[], [3], [3, 4, 5], [5, 3, 4], [4, 5, 3], [9, 8, 7, 6], [7, 2, 9, 3, 8]]) {
    const body = bodyOf(places);
    orderRows(body);
    expect(placesOf(body)).toEqual([...places].sort((a, b) => a - b));
  }
});

it('moves as few rows as possible', () => {
  const body = bodyOf([12, 13, 4, 5, 6, 7, 8]);
  const moved: number[] = [];
  const insert = body.insertBefore.bind(body);
  body.insertBefore = (row, next) => {
    moved.push(Number((row as unknown as HTMLElement).dataset.index));
    return insert(row, next);
  };
  orderRows(body);
  expect(moved.sort((a, b) => a - b)).toEqual([12, 13]);
});

it('never moves the row with the focus', () => {
  const body = bodyOf([20, 10, 11, 12]);
  const focused = body.children[0] as HTMLElement;
  focused.focus();
  let blurred = false;
  focused.addEventListener('blur', () => {
    blurred = true;
  });
  orderRows(body);
  expect(placesOf(body)).toEqual([10, 11, 12, 20]);
  expect(document.activeElement).toBe(focused);
  expect(blurred).toBe(false);
});

it('finds the longest ascending run, with the row that must be in it', () => {
  expect(longestOrdered([], -1)).toEqual([]);
  expect(longestOrdered([5, 1, 2, 3, 4], -1)).toEqual([1, 2, 3, 4]);
  expect(longestOrdered([5, 1, 2, 3, 4], 0)).toEqual([0]);
  expect(longestOrdered([1, 9, 2, 3, 8], 1)).toEqual([0, 1]);
});
