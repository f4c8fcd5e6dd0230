import type { z } from 'zod';
import type { uploadWithToken } from '../../../shared/api/attachments.ts';
import type { Platform } from '../../platform.ts';
import type { BlobStore, ReceivedFile } from './blob-store.ts';
import { judgeContent } from './content/judge-content.ts';
import { displayName, newDfsFileName, uploadedFileName } from './file-names.ts';

/** `dfs_group_name` of every file (contract decisions, "Values"). */
export const attachmentGroup = 'group1';

/** What a file is called by who sends it. */
export interface GivenNames {
  /** As sent with the file, and another to use where that is none. */
  sent: string;
  other?: string;
}

/** A file as its row will say it is; `ext`, `mime` and `size` are what its content says. */
export interface InspectedFile {
  readonly name: string;
  readonly ext: string;
  readonly mime: string;
  readonly dfs_file_name: string;
  readonly dfs_group_name: string;
  readonly size: number;
}

/** Where a received file is to go; each step refuses by throwing a `CredoError`, now or later. */
export interface Shelf {
  /** Before the file's content is looked at. */
  admit(size: number): unknown;
  /** Once its type is known. */
  place(ext: string): unknown;
  /**
   * Keeps the file for good and then names it by a row. Refuses what the other two do: what they said
   * may not hold any more.
   */
  keep(file: ReceivedFile, row: InspectedFile): Promise<void>;
}

/**
 * Looks into a received file and puts it where it is to go; whatever is refused or fails leaves nothing.
 * @throws CredoError what `judgeContent` and the shelf throw, `attachmentNameRefused`
 */
export async function shelve(
  file: ReceivedFile,
  { sent, other = '' }: GivenNames,
  shelf: Shelf,
  { platform, blobs }: { platform: Platform; blobs: Pick<BlobStore, 'discard'> },
): Promise<z.output<typeof uploadWithToken.results>> {
  try {
    await shelf.admit(file.size);
    const name = uploadedFileName(sent);
    const { ext, mime } = await judgeContent(file.path, file.size);
    await shelf.place(ext);
    const answer = {
      name: name || displayName(other, `file.${ext}`),
      ext,
      dfs_file_name: newDfsFileName(platform, ext),
      dfs_group_name: attachmentGroup,
      size: file.size,
    };
    await shelf.keep(file, { ...answer, mime });
    return answer;
  } catch (error) {
    await blobs.discard(file);
    throw error;
  }
}
