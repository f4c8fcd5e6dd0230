import type { Hono } from 'hono';
import {
  addTplFile,
  listTplFiles,
  openTplFile,
  removeTplFile,
  restoreTplFile,
} from '../../../shared/api/template-files.ts';
import type { BlobReader } from '../attachments/blob-reader.ts';
import { storedFile } from '../attachments/download-service.ts';
import { bind, bindFile } from '../http/route.ts';
import type { TemplateFileService } from './template-file-service.ts';

/** The endpoints of templates' files. */
export function registerTemplateFileRoutes(
  app: Hono,
  files: TemplateFileService,
  reader: BlobReader,
): void {
  bind(app, listTplFiles, ({ mail_tpl_id }) => files.list(mail_tpl_id));
  bind(app, addTplFile, (_fields, { request }) => files.add(request));
  bind(app, removeTplFile, ({ template_file_id }) => files.remove(template_file_id));
  bind(app, restoreTplFile, ({ template_file_id }) => files.restore(template_file_id));
  bindFile(app, openTplFile, async ({ template_file_id, inline }, { request }) =>
    storedFile(reader, files.find(template_file_id), inline === 1, request.headers),
  );
}
