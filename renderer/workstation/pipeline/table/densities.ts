import type { GridDensity } from '../../../../shared/catalogue/grid-columns.ts';

/** Pixels of a row by density, and of the head above them. */
export const rowHeights: Record<GridDensity, number> = { compact: 30, normal: 40, comfortable: 52 };
export const headHeight = 34;

/** Browsers draw no taller element than this (Chromium 33,554,400 px, with room for rounding). */
const tallest = 30_000_000;

/** How many rows of a density can be scrolled to. */
export function reachableRows(density: GridDensity): number {
  return Math.floor(tallest / rowHeights[density]);
}
