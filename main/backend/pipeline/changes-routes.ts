import type { Hono } from 'hono';
import {
  eliminate,
  history,
  moveStage,
  restore,
  updateFields,
} from '../../../shared/api/process.ts';
import { bind } from '../http/route.ts';
import type { ChangesService } from './changes-service.ts';

/** Moves, elimination, restoring, values and the history of an application. */
export function registerChangesRoutes(app: Hono, changes: ChangesService): void {
  bind(app, moveStage, (fields) => changes.moveStage(fields));
  bind(app, eliminate, (fields) => changes.eliminate(fields));
  bind(app, restore, (fields) => changes.restore(fields));
  bind(app, updateFields, (fields) => changes.updateFields(fields));
  bind(app, history, (fields) => changes.history(fields));
}
