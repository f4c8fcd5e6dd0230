import { downloadPath } from '../../../../shared/api/attachments.ts';
import type { Attachment } from '../../../../shared/api/certificates.ts';

/** What a preview needs of a file of a submission. */
export type PreviewFile = Pick<
  Attachment,
  'dfs_file_name' | 'dfs_group_name' | 'ext' | 'name' | 'size'
> & {
  /** Where it is saved from, where that is not with the candidates' files; `inline=1` shows it. */
  readonly address?: string;
  /** The day on which it went by the rules of retention: nothing is left to show or save. */
  readonly purged_on?: string | null;
};

/** Pictures that browsers cannot show themselves: the backend keeps a JPEG beside them. */
const renditionTypes: ReadonlySet<string> = new Set(['heic', 'heif']);

/** How a file is shown. The backend judged its type by content, so `ext` can be trusted. */
export function previewKind(file: PreviewFile): 'pdf' | 'image' {
  return file.ext.toLowerCase() === 'pdf' ? 'pdf' : 'image';
}

/** Where a file is saved from, under the candidate's name for it. Relative to the page. */
export function downloadUrl(file: PreviewFile): string {
  return file.address ?? `${downloadPath}?${fileQuery(file)}`;
}

/** Where a file is shown from: inline, and as a JPEG where the original is none a browser knows. */
export function previewUrl(file: PreviewFile): string {
  if (file.address) return `${file.address}&inline=1`;
  const query = fileQuery(file);
  query.set('inline', '1');
  if (renditionTypes.has(file.ext.toLowerCase())) query.set('rendition', 'preview');
  return `${downloadPath}?${query}`;
}

/** Where a small picture of it is, where it is a picture. */
export function thumbnailUrl(file: PreviewFile): string {
  if (file.address) return previewUrl(file);
  const query = fileQuery(file);
  query.set('rendition', 'thumbnail');
  return `${downloadPath}?${query}`;
}

function fileQuery(file: PreviewFile): URLSearchParams {
  return new URLSearchParams({
    dfs_group_name: file.dfs_group_name,
    dfs_file_name: file.dfs_file_name,
    name: file.name,
  });
}

/** `1.2 MB`, `340 kB`: sizes as the system's file manager counts them. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
