import type { Hono } from 'hono';
import { applicationRecord } from '../../../shared/api/application-record.ts';
import { downloadAllPath, downloadPath } from '../../../shared/api/attachments.ts';
import { type AuditAction, exportAudit, listAudit } from '../../../shared/api/audit.ts';
import { exportBulkResults, exportSelection } from '../../../shared/api/bulk.ts';
import { certificateEndpoints } from '../../../shared/api/certificates.ts';
import { exportApplications, exportRowsHeader } from '../../../shared/api/export.ts';
import { exportCandidate } from '../../../shared/api/privacy.ts';
import { getApplication } from '../../../shared/api/process.ts';
import { certificateKinds } from '../../../shared/catalogue/certificate-kinds.ts';
import type { Database } from '../../database/database.ts';
import { bind, bindFile, observeAnswers } from '../http/route.ts';
import type { AuditLog } from './audit-log.ts';
import type { AuditService } from './audit-service.ts';

interface KnownFields {
  application_id?: number;
  certificate_id?: number;
  tob_resume_id?: string;
}

/** Endpoints whose answers are recorded: what they show or hand out. */
const recorded: ReadonlyMap<string, AuditAction> = new Map([
  [getApplication.path, 'viewCandidate'],
  [applicationRecord.path, 'viewCandidate'],
  ...certificateKinds.map(
    ({ controller }) =>
      [certificateEndpoints(controller).getCertificateById.path, 'viewCertificate'] as const,
  ),
  [exportApplications.path, 'exportList'],
  [exportSelection.path, 'exportList'],
  [exportBulkResults.path, 'exportList'],
  [exportCandidate.path, 'exportCandidate'],
  [exportAudit.path, 'exportAudit'],
]);

/**
 * Records what the recruiter's app shows and hands out. Called before its routes are bound, so that it
 * sees every answer.
 */
export function recordAnswers(app: Hono, database: Database, log: AuditLog): void {
  const certificateOf = database
    .prepare<[string], number>('SELECT certificate_id FROM attachments WHERE dfs_file_name = ?')
    .pluck();
  observeAnswers(app, (path, fields, answer) => {
    const action = recorded.get(path);
    if (!action || answer.status >= 400) return;
    const { application_id, certificate_id, tob_resume_id } = fields as KnownFields;
    const rows = Number(answer.headers.get(exportRowsHeader));
    log.record(action, {
      ...(application_id !== undefined && { application_id }),
      ...(certificate_id !== undefined && { certificate_id }),
      ...(tob_resume_id !== undefined && { tob_resume_id }),
      ...(rows > 0 && { count: rows }),
    });
  });
  app.use('/webank/*', async (context, next) => {
    await next();
    const { method, path } = context.req;
    const isRefusal = context.res.headers.get('content-type')?.startsWith('application/json');
    if (method !== 'GET' || context.res.status >= 400 || isRefusal) return;
    if (path === downloadAllPath) {
      log.record('downloadAll', { certificate_id: Number(context.req.query('certificate_id')) });
    }
    if (path !== downloadPath) return;
    const file = context.req.query('dfs_file_name') ?? '';
    const certificate_id = certificateOf.get(file);
    const inline = context.req.query('inline') === '1' || context.req.query('rendition');
    const target = certificate_id === undefined ? {} : { certificate_id };
    log.record(inline ? 'viewFile' : 'downloadFile', target, file);
  });
}

/** The endpoints of the audit log. */
export function registerAuditRoutes(app: Hono, service: AuditService): void {
  bind(app, listAudit, (fields) => service.list(fields));
  bindFile(app, exportAudit, async (fields, { language }) => service.export(fields, language));
}
