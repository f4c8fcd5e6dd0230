import type { Hono } from 'hono';
import {
  cancelMessage,
  listMessages,
  openMessageFile,
  retryMessage,
} from '../../shared/api/outbox.ts';
import type { BlobReader } from '../backend/attachments/blob-reader.ts';
import { storedFile } from '../backend/attachments/download-service.ts';
import { bind, bindFile } from '../backend/http/route.ts';
import type { OutboxService } from './outbox-service.ts';

/** The outbox endpoints. */
export function registerOutboxRoutes(app: Hono, outbox: OutboxService, reader: BlobReader): void {
  bind(app, listMessages, (fields, { language }) => outbox.list(fields, language));
  bind(app, retryMessage, ({ message_id }, { language }) => outbox.retry(message_id, language));
  bind(app, cancelMessage, ({ message_id }, { language }) => outbox.cancel(message_id, language));
  bindFile(app, openMessageFile, async ({ message_id, position, inline }, { request }) =>
    storedFile(reader, outbox.file(message_id, position), inline === 1, request.headers),
  );
}
