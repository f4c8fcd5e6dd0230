import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { type LiveEvent, liveEventsPath } from '../../../shared/api/events.ts';
import type { LiveEvents } from './live-events.ts';

const heartbeatMilliseconds = 15_000;

/**
 * `GET /atsng/v2/events`: live updates as server-sent events, `data` the JSON of a `LiveEvent`.
 * The first event is `ready`; a comment every 15 s keeps the connection alive.
 */
export function registerLiveRoutes(app: Hono, live: LiveEvents): void {
  app.get(liveEventsPath, (context) =>
    streamSSE(context, async (stream) => {
      const queue: LiveEvent[] = [];
      let wake = () => {};
      const unsubscribe = live.subscribe((event) => {
        queue.push(event);
        wake();
      });
      let open = true;
      stream.onAbort(() => {
        open = false;
        wake();
      });
      try {
        await stream.writeSSE({ event: 'ready', data: '{}' });
        while (open) {
          const event = queue.shift();
          if (event) {
            await stream.writeSSE({ data: JSON.stringify(event) });
            continue;
          }
          const timedOut = await new Promise<boolean>((resolve) => {
            const timer = setTimeout(() => resolve(true), heartbeatMilliseconds);
            timer.unref();
            wake = () => {
              clearTimeout(timer);
              resolve(false);
            };
            if (queue.length > 0 || !open) wake();
          });
          if (timedOut) await stream.write(': alive\n\n');
        }
      } finally {
        unsubscribe();
      }
    }),
  );
}
