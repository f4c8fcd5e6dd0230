import type { Hono } from 'hono';
import { getGridLayout, saveGridLayout } from '../../../shared/api/grid-layout.ts';
import { bind } from '../http/route.ts';
import type { GridLayoutService } from './grid-layout-service.ts';

/** The layout of the pipeline's grid. */
export function registerGridLayoutRoutes(app: Hono, layouts: GridLayoutService): void {
  bind(app, getGridLayout, (fields) => layouts.get(fields));
  bind(app, saveGridLayout, ({ layout, ...scope }) => layouts.save(scope, layout));
}
