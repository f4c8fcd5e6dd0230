import { join } from 'node:path';
import type { Hono } from 'hono';
import type { Database } from '../../database/database.ts';
import type { Logger } from '../../logger.ts';
import type { Platform } from '../../platform.ts';
import type { ApplicationChanges } from '../applications/application-changes.ts';
import type { ApplicationStore } from '../applications/application-store.ts';
import { ImportHistoryStore } from '../imports/import-history-store.ts';
import { registerImportRoutes } from '../imports/import-routes.ts';
import { ImportRowStore } from '../imports/import-row-store.ts';
import { ImportService } from '../imports/import-service.ts';
import { ImportUndo } from '../imports/import-undo.ts';
import { RowUndoer } from '../imports/row-undoer.ts';
import type { LiveEvents } from '../live/live-events.ts';
import { registerPositionRoutes } from '../positions/position-routes.ts';
import { PositionService } from '../positions/position-service.ts';
import { PositionStore } from '../positions/position-store.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import { registerCandidateRoutes } from './candidate-routes.ts';
import { CandidateService } from './candidate-service.ts';
import { CandidateStore } from './candidate-store.ts';

/** What candidates and positions are made of. */
export interface CandidatesFeatureParts {
  database: Database;
  applications: ApplicationStore;
  changes: ApplicationChanges;
  live: LiveEvents;
  workspace: WorkspaceService;
  platform: Platform;
  logger: Logger;
  dataFolder: string;
}

/**
 * Builds candidates, positions and their imports, and binds their endpoints.
 * @returns the imports and what undoes them, which the backend stops before its database closes
 */
export function registerCandidates(
  app: Hono,
  parts: CandidatesFeatureParts,
): { imports: ImportService; importUndo: ImportUndo } {
  const candidates = new CandidateStore(parts.database);
  const positions = new PositionStore(parts.database);
  registerCandidateRoutes(app, new CandidateService({ ...parts, candidates }));
  registerPositionRoutes(
    app,
    new PositionService(positions, parts.applications, parts.workspace, parts.live),
  );
  const now = () => parts.platform.now();
  const importUndo = new ImportUndo({
    ...parts,
    store: new ImportHistoryStore(parts.database),
    undoer: new RowUndoer(parts.database),
    now,
  });
  const imports = new ImportService({
    ...parts,
    rows: new ImportRowStore(parts.database),
    undoing: () => importUndo.busy,
    candidates,
    positions,
    now,
    folder: join(parts.dataFolder, 'imports'),
  });
  registerImportRoutes(app, imports, importUndo);
  return { imports, importUndo };
}
