import type { Hono } from 'hono';
import {
  cancelImport,
  importCandidates,
  importPositions,
  importStatus,
} from '../../../shared/api/candidates.ts';
import { importUndoReport, listImports, undoImport } from '../../../shared/api/import-history.ts';
import { bind } from '../http/route.ts';
import type { ImportService } from './import-service.ts';
import type { ImportUndo } from './import-undo.ts';

/** Binds the endpoints of imports. */
export function registerImportRoutes(app: Hono, service: ImportService, undo: ImportUndo): void {
  bind(app, importCandidates, async (_fields, { request, language }) => ({
    import_id: await service.start('candidate', request, language),
  }));
  bind(app, importPositions, async (_fields, { request, language }) => ({
    import_id: await service.start('position', request, language),
  }));
  bind(app, importStatus, ({ import_id }) => service.status(import_id));
  bind(app, listImports, ({ page, size }) => undo.list(page, size));
  bind(app, undoImport, ({ import_id }) => undo.begin(import_id, service.busy));
  bind(app, importUndoReport, ({ import_id }) => undo.report(import_id));
  bind(app, cancelImport, ({ import_id }) => service.cancel(import_id));
}
