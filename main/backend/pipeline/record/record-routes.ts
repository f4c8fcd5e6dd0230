import type { Hono } from 'hono';
import { applicationRecord } from '../../../../shared/api/application-record.ts';
import { CredoError } from '../../../../shared/errors.ts';
import { bind } from '../../http/route.ts';
import type { WorkspaceService } from '../../workspace/workspace-service.ts';
import type { RecordStore } from './record-store.ts';

/** What belongs to an application, for the panel beside the list. */
export function registerRecordRoutes(
  app: Hono,
  store: RecordStore,
  workspace: WorkspaceService,
): void {
  bind(app, applicationRecord, ({ application_id }) => {
    const candidate = store.candidate(application_id);
    if (candidate === undefined) throw new CredoError('applicationNotFound');
    const time = (milliseconds: number) => workspace.formatTime(milliseconds);
    return {
      applications: store.applications(candidate).map((row) => ({
        ...row,
        applied_at: time(row.applied_at),
        updated_at: time(row.updated_at),
      })),
      certificates: store.certificates(application_id).map((row) => ({
        ...row,
        created_at: time(row.created_at),
        submitted_at: row.submitted_at === null ? null : time(row.submitted_at),
        expires_at: time(row.expires_at),
        revoked: row.revoked === 1,
        disputed: row.disputed === 1,
      })),
    };
  });
}
