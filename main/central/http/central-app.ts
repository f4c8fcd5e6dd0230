import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import { authenticate, type Session } from '../access/session.ts';
import type { BlobService } from '../blobs/blob-service.ts';
import type { Centre } from '../centre.ts';
import type { EventHub } from '../events/event-hub.ts';
import { bindOperations } from '../operations/operations-routes.ts';
import { bindAccess } from './access-routes.ts';
import { errorAnswer, toRefusal } from './answers.ts';
import { bindBlobs } from './blob-routes.ts';
import { createAddressLimits } from './limits.ts';
import { bindSync } from './sync-routes.ts';

export interface CentralEnvironment {
  Bindings: HttpBindings;
  Variables: { session: Session };
}
export type CentralApp = Hono<CentralEnvironment>;
export type CentralContext = Context<CentralEnvironment>;

export interface CentralParts {
  readonly centre: Centre;
  readonly blobs: BlobService;
  readonly events: EventHub;
  /** Bearer token of `/metrics`; without one they are for this machine alone. */
  readonly metricsToken: string | undefined;
  /** The candidates' page and endpoints: every path that is not the centre's own. */
  readonly candidates: Hono<{ Bindings: HttpBindings }> | undefined;
  /** Whether it is stopping, and takes no more work. */
  stopping(): boolean;
}

/** Paths under `/sync/` that need no token, since they are how one gets it. */
const open = ['/sync/enrol', '/sync/challenge', '/sync/token'];

/** The centre's HTTP interface. Everything but enrolling and signing in needs a device's token. */
export function createCentralApp(parts: CentralParts): CentralApp {
  const { centre, stopping } = parts;
  const app: CentralApp = new Hono();
  app.use(async (context, next) => {
    const started = performance.now();
    await next();
    const seconds = (performance.now() - started) / 1000;
    const route = context.req.routePath === '/*' ? 'other' : context.req.routePath;
    const { method } = context.req;
    const { status } = context.res;
    centre.metrics.requests.observe({ method, route, status: String(status) }, seconds);
    centre.logger.info({ method, route, status, ms: Math.round(seconds * 1000) }, 'request');
  });
  app.onError((error) => {
    const refusal = toRefusal(error);
    if (refusal.code === 'internal' || refusal.code === 'unavailable') {
      centre.logger.error({ err: withoutValues(refusal.cause) }, 'fault');
    }
    return errorAnswer(refusal);
  });
  app.notFound(() => errorAnswer(new SyncError('not_found')));
  app.use('/sync/*', async (context, next) => {
    if (stopping()) throw new SyncError('unavailable');
    if (!open.includes(context.req.path)) {
      context.set('session', await authenticate(centre, context.req.raw));
    }
    await next();
  });
  bindAccess(app, centre, createAddressLimits());
  bindSync(app, parts);
  bindBlobs(app, parts);
  bindOperations(app, parts);
  const { candidates } = parts;
  if (candidates) {
    app.all('*', (context) => {
      const { path } = context.req;
      if (path.startsWith('/sync/')) throw new SyncError('not_found');
      if (stopping()) throw new SyncError('unavailable');
      return candidates.fetch(context.req.raw, context.env);
    });
  }
  return app;
}

/** PostgreSQL's errors may quote rows: only the code and where it happened are logged. */
function withoutValues(cause: unknown): object {
  const { code, name, routine, constraint_name, stack } = (cause ?? {}) as Record<string, unknown>;
  const where = typeof stack === 'string' ? stack.split('\n').slice(1, 8).join('\n') : undefined;
  return { code, name, routine, constraint_name, where };
}

/** The caller's address. */
export function addressOf(context: CentralContext): string {
  return context.env?.incoming?.socket.remoteAddress ?? '';
}
