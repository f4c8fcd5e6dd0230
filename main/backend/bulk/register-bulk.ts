import type { Hono } from 'hono';
import type { Database } from '../../database/database.ts';
import type { OutboxService } from '../../delivery/outbox-service.ts';
import { WithheldBatches } from '../../delivery/withheld-batches.ts';
import type { Logger } from '../../logger.ts';
import type { Platform } from '../../platform.ts';
import type { ApplicationChanges } from '../applications/application-changes.ts';
import type { RequestService } from '../certificates/request-service.ts';
import type { WithdrawalService } from '../certificates/withdrawal-service.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { TemplateService } from '../mail-templates/template-service.ts';
import type { Pipeline } from '../pipeline/register-pipeline.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import { BulkActions } from './bulk-actions.ts';
import { BulkChecker } from './bulk-checker.ts';
import { BulkChecks } from './bulk-checks.ts';
import { BulkItemList } from './bulk-item-list.ts';
import { BulkItemStore } from './bulk-item-store.ts';
import { BulkJobStore } from './bulk-job-store.ts';
import { registerBulkRoutes } from './bulk-routes.ts';
import { BulkRunner } from './bulk-runner.ts';
import { BulkService } from './bulk-service.ts';
import { BulkUndo } from './bulk-undo.ts';
import { BulkView } from './bulk-view.ts';

/** What bulk actions stand on: the services of the single actions. */
export interface BulkParts {
  database: Database;
  platform: Platform;
  live: LiveEvents;
  logger: Logger;
  workspace: WorkspaceService;
  applications: ApplicationChanges;
  templates: TemplateService;
  requests: RequestService;
  withdrawals: WithdrawalService;
  outbox: OutboxService;
  pipeline: Pipeline;
}

/** Builds bulk actions and binds their routes. What an earlier run left unfinished is paused. */
export function registerBulk(app: Hono, parts: BulkParts): BulkService {
  const { database, platform, workspace, pipeline } = parts;
  const jobs = new BulkJobStore(database);
  const items = new BulkItemStore(database);
  const checks = new BulkChecks({ ...parts, items });
  const actions = new BulkActions({ ...parts, changes: pipeline.changes, items });
  const common = { ...parts, jobs, items, checks, actions };
  const checker = new BulkChecker({ ...common, now: () => platform.now() });
  const undo = new BulkUndo({ ...common, checker, batches: new WithheldBatches(database) });
  const service = new BulkService({
    ...common,
    list: pipeline.list,
    rows: new BulkItemList(database),
    checker,
    undo,
    runner: new BulkRunner({ ...common, undo }),
    view: new BulkView(
      database,
      jobs,
      () => platform.now(),
      (time) => workspace.formatTime(time),
    ),
  });
  registerBulkRoutes(app, service);
  return service;
}
