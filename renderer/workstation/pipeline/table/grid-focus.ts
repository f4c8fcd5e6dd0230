/** What the focus goes to within the grid's rows: a row, or a cell of it (`place` from 0). */
export interface FocusTarget {
  readonly index: number;
  /** -1 is the row itself. */
  readonly place: number;
}

/** Where an element is within the rows, or undefined outside of them. */
export function focusPlace(element: Element): FocusTarget | undefined {
  const row = element.closest<HTMLElement>('tr[data-index]');
  if (!row) return undefined;
  const cell = element.closest('th, td');
  return {
    index: Number(row.dataset.index),
    place: cell ? [...row.children].indexOf(cell) : awaitedPlace(row),
  };
}

/** The cell that a row which is not fetched yet was asked to put the focus on; -1 is the row itself. */
function awaitedPlace(row: HTMLElement): number {
  return row.ariaBusy === 'true' ? Number(row.dataset.place ?? -1) : -1;
}

/**
 * Puts the focus on a row, or on what a cell of it holds: its button, else the cell.
 * @returns false where the row is not on screen (yet)
 */
export function focusTarget(grid: Element, { index, place }: FocusTarget): boolean {
  const row = grid.querySelector<HTMLElement>(`tr[data-index="${index}"]`);
  if (!row) return false;
  const cell = place < 0 || row.ariaBusy === 'true' ? undefined : row.children[place];
  // The cells of a row that is being fetched are not to be had yet: it remembers which of them is meant.
  if (place >= 0 && !cell) row.dataset.place = String(place);
  else delete row.dataset.place;
  const target = cell ? (cell.querySelector<HTMLElement>('button, input, a') ?? cell) : row;
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  return true;
}

/** Puts the focus on the row of an application, where it is on screen. */
export function focusRow(applicationId: number): void {
  document
    .querySelector<HTMLElement>(`tr[data-application="${applicationId}"]`)
    ?.focus({ preventScroll: true });
}

/** Puts the focus on the row that the keys go on from, where there is one. */
export function focusActiveRow(): boolean {
  const row = document.querySelector<HTMLElement>('tr[data-index][tabindex="0"]');
  row?.focus({ preventScroll: true });
  return row !== null;
}
