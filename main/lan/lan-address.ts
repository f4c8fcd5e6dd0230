import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { addressKey } from './request-limits.ts';

/** A request to the candidates' server. */
export type LanContext = Context<{ Bindings: HttpBindings }>;

/** The address a request is counted under. */
export function addressOf(context: LanContext): string {
  return addressKey(context.env.incoming.socket.remoteAddress);
}
