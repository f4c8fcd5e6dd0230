import { createWriteStream } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { CredoError } from '../../../shared/errors.ts';

/** Bytes of an imported file. */
export const importFileBytes = 50 * 1024 * 1024;

/** An imported file on disk, and the fields beside it. */
export interface ReceivedImport {
  fileName: string;
  fields: Readonly<Record<string, string>>;
}

/**
 * Receives `multipart/form-data` with one file part named `file`, streamed to `path`; nothing is left
 * there when it fails.
 * @throws CredoError `unsupportedMediaType`, `malformedRequest`, `payloadTooLarge`, `importFileEmpty`
 * where there is no file
 */
export async function receiveImport(request: Request, path: string): Promise<ReceivedImport> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    throw new CredoError('unsupportedMediaType', { expected: 'multipart/form-data' });
  }
  const parser = openParser(contentType);
  const fields: Record<string, string> = Object.create(null);
  let fileName: string | undefined;
  let tooLarge = false;
  let written: Promise<void> = Promise.resolve();
  parser.on('field', (name, value) => {
    fields[name] = value;
  });
  parser.on('file', (field, stream, name) => {
    if (field !== 'file' || fileName !== undefined) {
      stream.resume();
      return;
    }
    fileName = name;
    stream.on('limit', () => {
      tooLarge = true;
    });
    written = pipeline(stream, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    // A body that breaks off fails the parser first; this failure then has its cause there.
    written.catch(() => {});
  });
  try {
    if (!request.body) throw new CredoError('importFileEmpty');
    // The DOM's and Node's declarations of one and the same class.
    const body = Readable.fromWeb(request.body as unknown as NodeReadableStream);
    await pipeline(body, parser).catch((error: Error) => {
      throw new CredoError('malformedRequest', { reason: error.message });
    });
    await written;
    if (tooLarge) {
      throw new CredoError('payloadTooLarge', { limit: `${importFileBytes / 1024 / 1024} MiB` });
    }
    if (fileName === undefined) throw new CredoError('importFileEmpty');
    return { fileName: baseName(fileName), fields };
  } catch (error) {
    await written.catch(() => {});
    await unlink(path).catch(() => {});
    throw error;
  }
}

function openParser(contentType: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: { fileSize: importFileBytes, files: 1, fields: 20, fieldSize: 256 * 1024, parts: 25 },
    });
  } catch (error) {
    throw new CredoError('malformedRequest', { reason: (error as Error).message });
  }
}

/** The name to show: without a path or control characters, 200 characters at most. */
function baseName(sent: string): string {
  return sent
    .replace(/^.*[/\\]/s, '')
    .replace(/\p{C}/gu, '')
    .slice(0, 200);
}
