import type { Hono } from 'hono';
import {
  cancelBulkJob,
  chooseBulkItems,
  exportBulkResults,
  fixBulkItem,
  getBulkJob,
  listBulkItems,
  listBulkJobs,
  pauseBulkJob,
  preflight,
  resumeBulkJob,
  retryBulkJob,
  startBulkJob,
  undoBulkJob,
} from '../../../shared/api/bulk.ts';
import { bind, bindFile } from '../http/route.ts';
import { resultsFile } from './bulk-results.ts';
import type { BulkService } from './bulk-service.ts';

/** Actions on many applications. */
export function registerBulkRoutes(app: Hono, service: BulkService): void {
  bind(app, preflight, (fields, { language }) => service.preflight(fields, language));
  bind(app, getBulkJob, ({ job_id }, { language }) => service.get(job_id, language));
  bind(app, listBulkJobs, (fields, { language }) => service.list(fields, language));
  bind(app, listBulkItems, (fields, { language }) => service.items(fields, language));
  bind(app, chooseBulkItems, (fields, { language }) => service.choose(fields, language));
  bind(app, fixBulkItem, (fields, { language }) => service.fix(fields, language));
  bind(app, startBulkJob, (fields, { language }) => service.start(fields, language));
  bind(app, pauseBulkJob, ({ job_id }, { language }) => service.pause(job_id, language));
  bind(app, resumeBulkJob, ({ job_id }, { language }) => service.resume(job_id, language));
  bind(app, cancelBulkJob, ({ job_id }, { language }) => service.cancel(job_id, language));
  bind(app, retryBulkJob, ({ job_id }, { language }) => service.retry(job_id, language));
  bind(app, undoBulkJob, (fields, { language }) => service.undo(fields, language));
  bindFile(app, exportBulkResults, async (fields, { language }) =>
    resultsFile(service, fields, language),
  );
}
