import { createHash, timingSafeEqual } from 'node:crypto';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import { addressOf, type CentralApp, type CentralParts } from '../http/central-app.ts';

/**
 * For who runs the centre: `/healthz` (the process answers), `/readyz` (its database does, and it is not
 * stopping) and `/metrics`.
 */
export function bindOperations(
  app: CentralApp,
  { centre, metricsToken, stopping }: CentralParts,
): void {
  app.get('/healthz', () => Response.json({ status: 'ok' }));
  app.get('/readyz', async () => {
    if (stopping()) throw new SyncError('unavailable');
    try {
      await centre.database`SELECT 1`;
    } catch (error) {
      throw new SyncError('unavailable', {}, { cause: error });
    }
    return Response.json({ status: 'ready' });
  });
  app.get('/metrics', async (context) => {
    const given = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
    const allowed = metricsToken
      ? given !== undefined && equal(given, metricsToken)
      : isLoopback(addressOf(context));
    if (!allowed) throw new SyncError('unauthorized');
    const { registry } = centre.metrics;
    return new Response(await registry.metrics(), {
      headers: { 'content-type': registry.contentType },
    });
  });
}

function isLoopback(address: string): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(address);
}

function equal(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
