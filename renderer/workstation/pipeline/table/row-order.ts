/**
 * Puts the rows drawn into the order of the list, which is the order assistive technology reads them
 * in. While the list scrolls they stand in any order, each at its place by its offset: to move an
 * element in the document makes the browser style and lay out all that is in it. So it is done when
 * the list rests, and by moving as few as possible; never the one with the focus, which would lose it.
 * React adds and removes these elements, but moves none (their keys stay in one order).
 */
export function orderRows(body: HTMLElement): void {
  const rows = [...body.children].map((element) => ({ element, place: placeOf(element) }));
  if (rows.every(({ place }, index) => index === 0 || placeBefore(rows, index) < place)) return;
  const focused = rows.findIndex(({ element }) => element.contains(document.activeElement));
  const staying = longestOrdered(
    rows.map(({ place }) => place),
    focused,
  );
  const stays = new Set(staying.map((index) => rows[index]?.element));
  let next: Element | null = null;
  for (const { element } of rows.sort((a, b) => b.place - a.place)) {
    if (!stays.has(element)) body.insertBefore(element, next);
    next = element;
  }
}

function placeOf(element: Element): number {
  return Number((element as HTMLElement).dataset.index);
}

function placeBefore(rows: readonly { place: number }[], index: number): number {
  return rows[index - 1]?.place ?? -1;
}

/**
 * The longest run of places that ascend, not necessarily side by side.
 * @param fixed an index that must be in it, or -1
 * @returns their indexes, ascending
 */
export function longestOrdered(places: readonly number[], fixed: number): number[] {
  const middle = places[fixed];
  const lengths: number[] = [];
  const before: number[] = [];
  let best = -1;
  for (const [index, place] of places.entries()) {
    const allowed = middle === undefined || index === fixed || index < fixed === place < middle;
    lengths[index] = allowed ? 1 : 0;
    before[index] = -1;
    if (!allowed) continue;
    for (let earlier = 0; earlier < index; earlier += 1) {
      const length = lengths[earlier] ?? 0;
      if (length === 0 || (places[earlier] ?? 0) >= place) continue;
      if (length + 1 > (lengths[index] ?? 0)) {
        lengths[index] = length + 1;
        before[index] = earlier;
      }
    }
    if (best < 0 || (lengths[index] ?? 0) > (lengths[best] ?? 0)) best = index;
  }
  const run: number[] = [];
  for (let index = best; index >= 0; index = before[index] ?? -1) run.unshift(index);
  return run;
}
