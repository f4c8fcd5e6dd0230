import type { Hono } from 'hono';
import type { Database } from '../../database/database.ts';
import type { Scheduler } from '../../delivery/scheduler.ts';
import type { Logger } from '../../logger.ts';
import type { Platform } from '../../platform.ts';
import type { BlobReader } from '../attachments/blob-reader.ts';
import type { BlobStore } from '../attachments/blob-store.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { AuditService } from '../audit/audit-service.ts';
import { AuditStore } from '../audit/audit-store.ts';
import { registerAuditRoutes } from '../audit/register-audit.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import { CandidateEraser } from './candidate-eraser.ts';
import { CandidateExport } from './candidate-export.ts';
import { ErasureService } from './erasure-service.ts';
import { registerPrivacyRoutes } from './privacy-routes.ts';
import type { PrivacySettingsService } from './privacy-settings.ts';
import { PurgeService } from './purge-service.ts';
import { PurgeStore } from './purge-store.ts';

export interface PrivacyParts {
  database: Database;
  platform: Platform;
  logger: Logger;
  live: LiveEvents;
  workspace: WorkspaceService;
  audit: AuditLog;
  settings: PrivacySettingsService;
  blobs: BlobStore;
  reader: BlobReader;
  scheduler?: Scheduler | undefined;
}

/** What other parts use of privacy. */
export interface Privacy {
  readonly eraser: CandidateEraser;
  readonly purges: PurgeService;
}

/** Builds retention, exporting and erasing of candidates and the audit log, and binds their endpoints. */
export function registerPrivacy(app: Hono, parts: PrivacyParts): Privacy {
  const { database, workspace, audit, blobs, reader, platform } = parts;
  const now = () => platform.now();
  const auditStore = new AuditStore(database);
  const eraser = new CandidateEraser(database, blobs);
  const purges = new PurgeService({
    ...{ ...parts, now, audit: auditStore },
    store: new PurgeStore(database),
  });
  registerAuditRoutes(app, new AuditService(audit, auditStore, workspace));
  registerPrivacyRoutes(app, {
    settings: parts.settings,
    purges,
    exports: new CandidateExport(database, reader, workspace),
    erasure: new ErasureService({ ...parts, eraser, now }),
  });
  purges.start();
  return { eraser, purges };
}
