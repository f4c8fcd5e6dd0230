import { z } from 'zod';
import { gridDensities, gridPins, gridWidths } from '../catalogue/grid-columns.ts';
import { endpoint } from './endpoint.ts';
import { integer, smallIdOrZero } from './values.ts';

/** A column of a grid as a user set it. `width` is in pixels; null is the column's own. */
export const gridLayoutColumn = z.object({
  /** Of a built-in column (`shared/catalogue/grid-columns.ts`) or of the catalogue's columns. */
  key: z.string().max(64),
  width: integer.min(gridWidths.least).max(gridWidths.most).nullable().default(null),
  pin: z.enum(gridPins).default('none'),
  visible: z.boolean().default(true),
});
export type GridLayoutColumn = z.output<typeof gridLayoutColumn>;

/**
 * How a grid of the pipeline looks: its columns in their order, and how dense its rows are. The
 * catalogue's columns that are visible, in their order, are what `listUserColumns` answers.
 */
export const gridLayout = z.object({
  density: z.enum(gridDensities).default('normal'),
  columns: z.array(gridLayoutColumn).max(200),
});
export type GridLayout = z.output<typeof gridLayout>;

const scope = {
  stage_type_id: integer,
  process_id: smallIdOrZero.default(0),
  stage_id: smallIdOrZero.default(0),
};

/**
 * The user's layout for a process and stage type, every column there is in it; the default layout
 * before any save. Not in the reference.
 */
export const getGridLayout = endpoint({
  method: 'GET',
  path: '/atsng/v2/process/gridLayout',
  audience: 'recruiter',
  request: z.object(scope),
  results: gridLayout,
});

/**
 * Saves the user's layout for a process and stage type, and with it their columns
 * (`saveUserColumns`); `layout: null` goes back to the default. Repeats are dropped, columns left out
 * are hidden, and one that must be shown is. Answers with what holds now. Not in the reference.
 */
export const saveGridLayout = endpoint({
  method: 'POST',
  path: '/atsng/v2/process/saveGridLayout',
  audience: 'recruiter',
  request: z.object({ ...scope, layout: gridLayout.nullable() }),
  results: gridLayout,
});
