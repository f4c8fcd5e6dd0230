import type { Hono } from 'hono';
import {
  cancelImport,
  importCandidates,
  importPositions,
  importStatus,
} from '../../../shared/api/candidates.ts';
import { bind } from '../http/route.ts';
import type { ImportService } from './import-service.ts';

/** Binds the endpoints of imports. */
export function registerImportRoutes(app: Hono, service: ImportService): void {
  bind(app, importCandidates, async (_fields, { request, language }) => ({
    import_id: await service.start('candidate', request, language),
  }));
  bind(app, importPositions, async (_fields, { request, language }) => ({
    import_id: await service.start('position', request, language),
  }));
  bind(app, importStatus, ({ import_id }) => service.status(import_id));
  bind(app, cancelImport, ({ import_id }) => service.cancel(import_id));
}
