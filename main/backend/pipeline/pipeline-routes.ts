import type { Hono } from 'hono';
import {
  getApplication,
  listApplications,
  listStages,
  stageCounts,
} from '../../../shared/api/process.ts';
import { bind } from '../http/route.ts';
import type { ListService } from './list/list-service.ts';
import type { StagesStore } from './stages-store.ts';

/** The pipeline list and what surrounds it. */
export function registerPipelineRoutes(app: Hono, list: ListService, stages: StagesStore): void {
  bind(app, listApplications, (fields, { language }) => list.list(fields, language));
  bind(app, getApplication, (fields, { language }) => list.get(fields.application_id, language));
  bind(app, stageCounts, (fields) => list.stageCounts(fields.process_id, fields.list_type));
  bind(app, listStages, (fields) => stages.list(fields.process_id));
}
