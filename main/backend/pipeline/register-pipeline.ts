import type { Hono } from 'hono';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';
import type { ApplicationChanges } from '../applications/application-changes.ts';
import type { GridLayoutService } from '../grid-layout/grid-layout-service.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import { registerChangesRoutes } from './changes-routes.ts';
import { ChangesService } from './changes-service.ts';
import { ChangesStore } from './changes-store.ts';
import { ExportService } from './export/export-service.ts';
import { ApplicationRows } from './list/application-rows.ts';
import { BucketSplitter } from './list/bucket-splitter.ts';
import { EntryWindows } from './list/entry-windows.ts';
import { ListService } from './list/list-service.ts';
import { ListStore } from './list/list-store.ts';
import { prepareList } from './list/prepare-list.ts';
import { registerPipelineRoutes } from './pipeline-routes.ts';
import { registerRecordRoutes } from './record/record-routes.ts';
import { RecordStore } from './record/record-store.ts';
import { ListSearch } from './search/list-search.ts';
import { StagesStore } from './stages-store.ts';

/** What the pipeline stands on. */
export interface PipelineParts {
  database: Database;
  platform: Platform;
  live: LiveEvents;
  workspace: WorkspaceService;
  layouts: GridLayoutService;
  changes: ApplicationChanges;
}

/** What other features use of the pipeline. */
export interface Pipeline {
  readonly list: ListService;
  readonly changes: ChangesService;
  readonly exports: ExportService;
  /** Its host warms it at start; the backend closes it before the database. */
  readonly search: ListSearch;
}

/** Builds the pipeline (the list, its stages, what is done to an application) and binds its routes. */
export function registerPipeline(app: Hono, parts: PipelineParts): Pipeline {
  const { database, platform, live, workspace, layouts, changes } = parts;
  const rows = new ApplicationRows(
    database,
    () => workspace.timeZone,
    () => platform.now(),
  );
  const now = () => workspace.formatTime(platform.now());
  const today = () => now().slice(0, 10);
  prepareList(database, today());
  const search = new ListSearch(database);
  const list = new ListService({
    store: new ListStore(database),
    search,
    rows,
    windows: new EntryWindows(database),
    calendar: () => ({ now: platform.now(), today: today(), timeZone: workspace.timeZone }),
  });
  splitAfterImports(live, new BucketSplitter(database));
  const exports = new ExportService(list, layouts, now);
  registerPipelineRoutes(app, list, new StagesStore(database), exports);
  registerRecordRoutes(app, new RecordStore(database), workspace);
  const store = new ChangesStore(database);
  const row = (applicationId: number) => list.get(applicationId);
  const service = new ChangesService({ database, store, changes, workspace, live, row });
  registerChangesRoutes(app, service);
  return { list, changes: service, exports, search };
}

/** Many rows at once may leave buckets too large: they are split when an import says it is done. */
function splitAfterImports(live: LiveEvents, splitter: BucketSplitter): void {
  live.subscribe((event) => {
    const ended = event.type === 'import' && event.state !== 'running' && event.state !== 'parsing';
    if (ended || event.type === 'applications') setImmediate(() => void splitter.run());
  });
}
