import type { Hono } from 'hono';
import {
  getApplication,
  listApplications,
  listStages,
  stageCounts,
} from '../../../shared/api/process.ts';
import { bind } from '../http/route.ts';
import type { ListService } from './list-service.ts';
import type { StagesStore } from './stages-store.ts';

/** The pipeline list and what surrounds it. */
export function registerPipelineRoutes(app: Hono, list: ListService, stages: StagesStore): void {
  bind(app, listApplications, (fields) => list.list(fields));
  bind(app, getApplication, (fields) => list.get(fields.application_id));
  bind(app, stageCounts, (fields) => list.stageCounts(fields.process_id, fields.list_type));
  bind(app, listStages, (fields) => stages.list(fields.process_id));
}
