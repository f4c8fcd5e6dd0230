import type { Hono } from 'hono';
import { cancelMessage, listMessages, retryMessage } from '../../shared/api/outbox.ts';
import { bind } from '../backend/http/route.ts';
import type { OutboxService } from './outbox-service.ts';

/** The outbox endpoints. */
export function registerOutboxRoutes(app: Hono, outbox: OutboxService): void {
  bind(app, listMessages, (fields, { language }) => outbox.list(fields, language));
  bind(app, retryMessage, ({ message_id }, { language }) => outbox.retry(message_id, language));
  bind(app, cancelMessage, ({ message_id }, { language }) => outbox.cancel(message_id, language));
}
