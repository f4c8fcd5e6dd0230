import type { Hono } from 'hono';
import { createPosition, listPositions } from '../../../shared/api/candidates.ts';
import { bind } from '../http/route.ts';
import type { PositionService } from './position-service.ts';

/** Binds the endpoints of positions. */
export function registerPositionRoutes(app: Hono, service: PositionService): void {
  bind(app, createPosition, (fields) => service.create(fields));
  bind(app, listPositions, (fields) => service.list(fields));
}
