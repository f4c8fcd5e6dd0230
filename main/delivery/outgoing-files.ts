import { Readable } from 'node:stream';
import { storedReason } from '../../shared/delivery-reasons.ts';
import type { BlobReader, VerifiedBlob } from '../backend/attachments/blob-reader.ts';
import { DeliveryError, type OutgoingFile } from './transport.ts';

/** A part of a mail that is read from disk while it is sent. Destroy `content` afterwards. */
export interface OpenedFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Readable;
}

/**
 * Checks every file of a mail before anything of the mail leaves.
 * @throws DeliveryError `message` naming the file that is missing or not what it was
 */
export async function openFiles(
  files: readonly OutgoingFile[],
  reader: Pick<BlobReader, 'verify'>,
): Promise<OpenedFile[]> {
  const verified: { file: OutgoingFile; blob: VerifiedBlob }[] = [];
  for (const file of files) {
    try {
      verified.push({ file, blob: await reader.verify(file.sha256, file.size) });
    } catch (error) {
      const reason = storedReason('attachmentLost', file.name);
      throw new DeliveryError('message', reason, { cause: error });
    }
  }
  return verified.map(({ file: { name, mime }, blob }) => {
    const content = Readable.fromWeb(blob.stream());
    // A read that fails after the check fails the mail, which listens too; one destroyed unread is none.
    content.on('error', () => {});
    return { filename: name, contentType: mime, content };
  });
}
