import type { Hono } from 'hono';
import { eventList } from '../../../shared/api/events.ts';
import { eventDefinitions } from '../../../shared/catalogue/events.ts';
import { bind } from '../http/route.ts';

/** `GET /atsng/atsConfig/eventList`: the catalogue of events, by id. */
export function registerEventRoutes(app: Hono): void {
  const events = Object.fromEntries(
    Object.values(eventDefinitions).map((definition) => [String(definition.event_id), definition]),
  );
  bind(app, eventList, () => events);
}
