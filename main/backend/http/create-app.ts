import { Hono } from 'hono';
import { CredoError } from '../../../shared/errors.ts';
import type { Logger } from '../../logger.ts';
import { errorEnvelope } from './envelope.ts';
import { requestLanguage } from './route.ts';

/** A Hono app whose every error is an envelope. Faults are logged; refusals are not. */
export function createApp(logger: Logger): Hono {
  const app = new Hono();
  app.onError((error, context) => {
    if (!(error instanceof CredoError)) {
      logger.error(
        { err: error, method: context.req.method, route: context.req.routePath },
        'fault',
      );
    }
    return errorEnvelope(error, requestLanguage(context));
  });
  app.notFound((context) =>
    errorEnvelope(
      new CredoError('routeNotFound', { path: context.req.path }),
      requestLanguage(context),
    ),
  );
  return app;
}
