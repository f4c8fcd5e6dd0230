import type { Hono } from 'hono';
import type { Database } from '../../database/database.ts';
import type { ApplicationChanges } from '../applications/application-changes.ts';
import type { ApplicationStore } from '../applications/application-store.ts';
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
}

/** Builds candidates and positions and binds their endpoints. */
export function registerCandidates(app: Hono, parts: CandidatesFeatureParts): void {
  const candidates = new CandidateStore(parts.database);
  const positions = new PositionStore(parts.database);
  registerCandidateRoutes(app, new CandidateService({ ...parts, candidates }));
  registerPositionRoutes(
    app,
    new PositionService(positions, parts.applications, parts.workspace, parts.live),
  );
}
