import type { Hono } from 'hono';
import type { Database } from '../../database/database.ts';
import { BounceAccounts } from '../../delivery/bounces/bounce-account.ts';
import { BounceService } from '../../delivery/bounces/bounce-service.ts';
import { BounceStore } from '../../delivery/bounces/bounce-store.ts';
import { BounceWatcher } from '../../delivery/bounces/bounce-watcher.ts';
import { type Scheduler, systemScheduler } from '../../delivery/scheduler.ts';
import type { Logger } from '../../logger.ts';
import type { Platform } from '../../platform.ts';
import type { ApplicationChanges } from '../applications/application-changes.ts';
import type { LiveEvents } from '../live/live-events.ts';
import { BounceSettings, registerBounceRoutes } from './bounce-settings.ts';
import type { SecretStore } from './secret-store.ts';
import type { WorkspaceService } from './workspace-service.ts';
import type { WorkspaceStore } from './workspace-store.ts';

/** Builds what reads delivery reports, and registers its endpoints. It reads nothing before `start`. */
export function createBounces(
  app: Hono,
  parts: {
    database: Database;
    live: LiveEvents;
    platform: Platform;
    logger: Logger;
    workspace: WorkspaceService;
    workspaceStore: WorkspaceStore;
    secrets: SecretStore;
    applications: ApplicationChanges;
    scheduler: Scheduler | undefined;
  },
): BounceWatcher {
  const { database, scheduler = systemScheduler } = parts;
  const store = new BounceStore(database);
  const accounts = new BounceAccounts(parts.workspaceStore, parts.secrets);
  const service = new BounceService({ ...parts, store });
  const watcher = new BounceWatcher({ ...parts, store, accounts, service, scheduler });
  registerBounceRoutes(app, new BounceSettings({ ...parts, accounts, watcher }));
  return watcher;
}
