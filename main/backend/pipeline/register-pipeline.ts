import type { Hono } from 'hono';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';
import type { ApplicationChanges } from '../applications/application-changes.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import { ApplicationRows } from './application-rows.ts';
import { registerChangesRoutes } from './changes-routes.ts';
import { ChangesService } from './changes-service.ts';
import { ChangesStore } from './changes-store.ts';
import { ListService } from './list-service.ts';
import { ListStore } from './list-store.ts';
import { registerPipelineRoutes } from './pipeline-routes.ts';
import { StagesStore } from './stages-store.ts';

/** What the pipeline stands on. */
export interface PipelineParts {
  database: Database;
  platform: Platform;
  live: LiveEvents;
  workspace: WorkspaceService;
  changes: ApplicationChanges;
}

/** Builds the pipeline (the list, its stages, what is done to an application) and binds its routes. */
export function registerPipeline(app: Hono, parts: PipelineParts): void {
  const { database, platform, live, workspace, changes } = parts;
  const rows = new ApplicationRows(database, (time) => workspace.formatTime(time));
  const today = () => workspace.formatTime(platform.now()).slice(0, 10);
  const list = new ListService(new ListStore(database), rows, today);
  registerPipelineRoutes(app, list, new StagesStore(database));
  const store = new ChangesStore(database);
  const row = (applicationId: number) => list.get(applicationId);
  registerChangesRoutes(
    app,
    new ChangesService({ database, store, changes, workspace, live, row }),
  );
}
