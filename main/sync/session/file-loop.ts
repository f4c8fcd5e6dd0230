import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import type { BlobStore } from '../../backend/attachments/blob-store.ts';
import type { SessionParts } from './session-parts.ts';

/** Files asked about in one request. */
const page = 100;

/**
 * Sends the files that this device's rows name, and fetches those that others' rows name. Rows go first:
 * a file that takes long holds up nobody's decision, and each file's failure is its own.
 */
export async function syncFiles(parts: SessionParts, signal: AbortSignal): Promise<void> {
  await sendFiles(parts, signal);
  await fetchFiles(parts, signal);
}

async function sendFiles(parts: SessionParts, signal: AbortSignal): Promise<void> {
  const { files, client, blobs } = parts;
  files.collectOwn();
  for (;;) {
    const waiting = files.waiting('up', page);
    if (waiting.length === 0) return;
    const { missing } = await client.missing({ files: waiting });
    const offsets = new Map(missing.map(({ sha256, offset }) => [sha256, offset]));
    let sent = 0;
    for (const { sha256, size } of waiting) {
      signal.throwIfAborted();
      const offset = offsets.get(sha256);
      if (
        offset === undefined ||
        (await sendFile(parts, blobs, { sha256, size, offset }, signal))
      ) {
        files.done(sha256);
        sent += 1;
        parts.progress();
      }
    }
    if (sent < waiting.length) return;
  }
}

async function sendFile(
  { client }: SessionParts,
  blobs: BlobStore,
  { sha256, size, offset }: { sha256: string; size: number; offset: number },
  signal: AbortSignal,
): Promise<boolean> {
  const path = blobs.folder.path(sha256);
  // A file that is gone or changed is the attachments' to report; it is not sent as what it is not.
  const found = await stat(path).catch(() => undefined);
  if (found?.size !== size) return false;
  try {
    const body = createReadStream(path, { start: offset });
    await client.upload(sha256, { offset, length: size, body }, signal);
    return true;
  } catch (error) {
    const later: readonly string[] = ['offset', 'locked', 'content_mismatch'];
    if (error instanceof SyncError && later.includes(error.code)) return false;
    throw error;
  }
}

async function fetchFiles(parts: SessionParts, signal: AbortSignal): Promise<void> {
  const { files, client, blobs } = parts;
  files.forgetUnwanted();
  for (const { sha256 } of files.waiting('down', page)) {
    signal.throwIfAborted();
    const body = await client.download(sha256, 0, signal);
    // Its device has not sent it yet.
    if (!body) continue;
    const received = await blobs.receive(body);
    if (received.sha256 !== sha256) {
      await blobs.discard(received);
      continue;
    }
    const kept = await blobs.keep(received);
    files.arrived(sha256, received.size);
    kept.release();
    parts.progress();
  }
}
