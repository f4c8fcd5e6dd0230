import type { Hono } from 'hono';
import { exportSelection } from '../../../shared/api/bulk.ts';
import { exportApplications } from '../../../shared/api/export.ts';
import {
  getApplication,
  listApplications,
  listStages,
  searchState,
  stageCounts,
} from '../../../shared/api/process.ts';
import { bind, bindFile } from '../http/route.ts';
import type { ExportService } from './export/export-service.ts';
import type { ListService } from './list/list-service.ts';
import type { StagesStore } from './stages-store.ts';

/** The pipeline list and what surrounds it. */
export function registerPipelineRoutes(
  app: Hono,
  list: ListService,
  stages: StagesStore,
  exports: ExportService,
): void {
  bind(app, listApplications, (fields, { language, request }) =>
    list.list(fields, language, request.signal),
  );
  bind(app, getApplication, (fields, { language }) => list.get(fields.application_id, language));
  bind(app, stageCounts, (fields) => list.stageCounts(fields.process_id, fields.list_type));
  bind(app, searchState, () => list.searchState());
  bindFile(app, exportApplications, (fields, { language }) => exports.answer(fields, language));
  bindFile(app, exportSelection, (fields, { language }) =>
    exports.answerSelection(fields, language),
  );
  bind(app, listStages, (fields) => stages.list(fields.process_id));
}
