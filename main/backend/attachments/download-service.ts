import { CredoError } from '../../../shared/errors.ts';
import type { CertificateAccess } from '../certificates/certificate-access.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { AttachmentRow, AttachmentStore } from './attachment-store.ts';
import type { BlobReader, VerifiedBlob } from './blob-reader.ts';
import { parseRange } from './byte-range.ts';
import { contentDisposition, safeFileName, withExtension } from './file-names.ts';
import type { RenditionService } from './rendition-service.ts';
import type { Thumbnail, ThumbnailService } from './thumbnail-service.ts';

/** What a download asks for. */
export interface DownloadRequest {
  dfs_group_name: string;
  dfs_file_name: string;
  /** The name to save it under; the file's own where it is empty. */
  name: string;
  inline: boolean;
  /** `preview`: one that browsers can show, where the original is one they cannot; or a small picture. */
  rendition: 'original' | 'preview' | 'thumbnail';
  headers: Headers;
}

/** 下载学历证明: one stored file as an HTTP answer, with ranges and conditions. */
export class DownloadService {
  readonly #parts: FileSources & { store: AttachmentStore; access: CertificateAccess };

  constructor(parts: FileSources & { store: AttachmentStore; access: CertificateAccess }) {
    this.#parts = parts;
  }

  /** For the recruiter: any attachment. @throws CredoError `attachmentNotFound`, `attachmentCorrupt` */
  async any(request: DownloadRequest): Promise<Response> {
    return fileAnswer(
      this.#parts.store.findByFileName(request.dfs_file_name),
      request,
      this.#parts,
    );
  }

  /**
   * For a candidate: what was uploaded with the token and not removed since.
   * @throws CredoError `tokenInvalid`, `attachmentNotFound`, `attachmentCorrupt`
   */
  async ofToken(token: string, request: DownloadRequest): Promise<Response> {
    return fileAnswer(
      uploadOfToken(this.#parts, token, request.dfs_file_name),
      request,
      this.#parts,
    );
  }
}

/**
 * A stored file as it is, under its own name, to be shown or saved.
 * @throws CredoError `attachmentCorrupt`
 */
export async function storedFile(
  reader: BlobReader,
  file: { sha256: string; name: string; mime: string; size: number },
  inline: boolean,
  conditions: Headers,
): Promise<Response> {
  const blob = await reader.verify(file.sha256, file.size);
  const disposition = contentDisposition(
    inline ? 'inline' : 'attachment',
    safeFileName(file.name, 'file'),
  );
  const headers = downloadHeaders(file.mime, disposition);
  headers.set('accept-ranges', 'bytes');
  return conditionalAnswer(blob, `"${file.sha256.slice(0, 32)}"`, headers, conditions);
}

/** A candidate's own upload that was not removed, or undefined. @throws CredoError `tokenInvalid` */
export function uploadOfToken(
  { store, access }: { store: AttachmentStore; access: CertificateAccess },
  token: string,
  dfsFileName: string,
): AttachmentRow | undefined {
  const { certificate_id } = access.byToken(token);
  const attachment = store.findByFileName(dfsFileName);
  const own =
    attachment?.certificate_id === certificate_id &&
    attachment.removed_at === null &&
    attachment.purpose === 'submission';
  return own ? attachment : undefined;
}

/** What an attachment's file is answered from. */
export interface FileSources {
  readonly reader: BlobReader;
  readonly renditions: Pick<RenditionService, 'preview'>;
  /** Where it is absent there are no small pictures. */
  readonly thumbnails?: Pick<ThumbnailService, 'of'>;
  readonly workspace: Pick<WorkspaceService, 'formatTime'>;
}

/**
 * An attachment's file, or its rendition, as an HTTP answer.
 * @throws CredoError `attachmentNotFound`, `attachmentPurged`, `previewUnavailable`, `attachmentCorrupt`
 */
export async function fileAnswer(
  attachment: AttachmentRow | undefined,
  request: DownloadRequest,
  { reader, renditions, thumbnails, workspace }: FileSources,
): Promise<Response> {
  if (!attachment || attachment.dfs_group_name !== request.dfs_group_name) {
    throw new CredoError('attachmentNotFound');
  }
  if (attachment.purged_at !== null) {
    const date = workspace.formatTime(attachment.purged_at).slice(0, 10);
    throw new CredoError('attachmentPurged', { date });
  }
  if (request.rendition === 'thumbnail') {
    if (!thumbnails) throw new CredoError('previewUnavailable');
    return thumbnailAnswer(attachment, await thumbnails.of(attachment), request.headers);
  }
  const file = request.rendition === 'preview' ? await renditions.preview(attachment) : attachment;
  const blob = await reader.verify(file.sha256, file.size);
  const own = withExtension(attachment.name, attachment.ext);
  const rendered = file.sha256 !== attachment.sha256;
  const name = safeFileName(request.name, safeFileName(own, `file.${attachment.ext}`));
  const headers = downloadHeaders(
    file.mime,
    contentDisposition(
      request.inline ? 'inline' : 'attachment',
      rendered ? withExtension(name, 'jpg') : name,
    ),
  );
  headers.set('accept-ranges', 'bytes');
  return conditionalAnswer(blob, `"${file.sha256.slice(0, 32)}"`, headers, request.headers);
}

function thumbnailAnswer(
  { sha256 }: AttachmentRow,
  { mime, content }: Thumbnail,
  conditions: Headers,
): Response {
  const headers = downloadHeaders(mime, contentDisposition('inline', 'thumbnail'));
  const etag = `"small-${sha256.slice(0, 32)}"`;
  headers.set('etag', etag);
  return matches(conditions.get('if-none-match'), etag)
    ? new Response(null, { status: 304, headers })
    : new Response(content, { headers });
}

/** Headers of every file that leaves: shown or saved as what it is, and never run as a page. */
export function downloadHeaders(mime: string, disposition: string): Headers {
  return new Headers({
    'content-type': mime,
    'content-disposition': disposition,
    'cache-control': 'private, no-cache',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
}

/** 200, 206, 304 or 416, by the conditions and the range of a request (RFC 9110, 13 and 14). */
function conditionalAnswer(
  blob: VerifiedBlob,
  etag: string,
  headers: Headers,
  conditions: Headers,
): Response {
  headers.set('etag', etag);
  if (matches(conditions.get('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers });
  }
  const ifRange = conditions.get('if-range');
  const current = ifRange === null || ifRange.trim() === etag;
  const range = current ? parseRange(conditions.get('range'), blob.size) : undefined;
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${blob.size}`);
    headers.delete('content-disposition');
    headers.delete('content-type');
    return new Response(null, { status: 416, headers });
  }
  if (!range) {
    headers.set('content-length', String(blob.size));
    return new Response(blob.stream(), { status: 200, headers });
  }
  const { start, end } = range;
  headers.set('content-length', String(end - start + 1));
  headers.set('content-range', `bytes ${start}-${end}/${blob.size}`);
  return new Response(blob.stream(start, end), { status: 206, headers });
}

function matches(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header
    .split(',')
    .some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
