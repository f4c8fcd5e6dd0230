import type { HttpBindings } from '@hono/node-server';

/** What of a request tells where it came from. */
interface Called {
  readonly env?: Partial<HttpBindings>;
  readonly req: { header(name: string): string | undefined };
}

/**
 * The caller's address. Each proxy adds, behind what it was sent, the address that it was called from:
 * with two of them, the last but one is the first that nobody outside could have written.
 * @param proxies how many of the centre's own stand in front of it
 */
export function callerAddress({ env, req }: Called, proxies: number): string {
  const connection = env?.incoming?.socket.remoteAddress ?? '';
  if (proxies === 0) return connection;
  const forwarded = (req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return forwarded.at(-proxies) || connection;
}
