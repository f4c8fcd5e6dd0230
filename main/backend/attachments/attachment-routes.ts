import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { downloadAllPath, downloadPath, uploadWithToken } from '../../../shared/api/attachments.ts';
import { smallId } from '../../../shared/api/values.ts';
import { CredoError } from '../../../shared/errors.ts';
import { bind, parseFields, requestLanguage } from '../http/route.ts';
import type { AttachmentService } from './attachment-service.ts';
import type { DownloadRequest, DownloadService } from './download-service.ts';
import { attachmentGroup } from './inspected-file.ts';
import type { ZipService } from './zip-service.ts';

const downloadQuery = z.object({
  dfs_group_name: z.string().max(64).default(attachmentGroup),
  dfs_file_name: z.string().max(200),
  name: z.string().max(4_000).default(''),
  token: z.string().max(200).default(''),
  inline: z.string().default(''),
  rendition: z.string().default(''),
});

/** `uploadWithToken`, for the candidate's page and for clients written for the reference. */
export function registerUploadRoute(
  app: Hono,
  attachments: Pick<AttachmentService, 'upload'>,
): void {
  bind(app, uploadWithToken, (_fields, { request }) => attachments.upload(request));
}

/** `/webank/download` and `/webank/downloadAll` for the recruiter: every attachment. */
export function registerRecruiterDownloads(
  app: Hono,
  downloads: DownloadService,
  zips: ZipService,
): void {
  getOnly(app, downloadPath, (context) => downloads.any(readQuery(context).request));
  getOnly(app, downloadAllPath, (context) => {
    const query = z.object({ certificate_id: smallId });
    const { certificate_id } = parseFields(query, context.req.query(), requestLanguage(context));
    return zips.answer(certificate_id);
  });
}

/** `/webank/download` for a candidate: what was uploaded with the token given. */
export function registerCandidateDownload(
  app: Hono,
  downloads: Pick<DownloadService, 'ofToken'>,
): void {
  getOnly(app, downloadPath, (context) => {
    const { token, request } = readQuery(context);
    return downloads.ofToken(token, request);
  });
}

function readQuery(context: Context): { token: string; request: DownloadRequest } {
  const query = parseFields(downloadQuery, context.req.query(), requestLanguage(context));
  const { token, inline, rendition, ...file } = query;
  return {
    token,
    request: {
      ...file,
      inline: inline === '1',
      rendition: rendition === 'preview' || rendition === 'thumbnail' ? rendition : 'original',
      headers: context.req.raw.headers,
    },
  };
}

/** GET and HEAD (which Hono answers with GET's headers); anything else is 405. */
function getOnly(app: Hono, path: string, answer: (context: Context) => Promise<Response>): void {
  app.get(path, (context) => answer(context));
  app.all(path, () => {
    throw new CredoError('methodNotAllowed');
  });
}
