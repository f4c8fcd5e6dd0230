import type { Server } from 'node:http';
import { addressKey } from './request-limits.ts';

/** Connections at once: of one address (an office may share one), and of all together. */
export const connectionLimits = { perAddress: 200, overall: 1_000 } as const;

/** Cuts connections above the limits before a byte of them is read. */
export function limitConnections(
  server: Server,
  { perAddress, overall }: { perAddress: number; overall: number } = connectionLimits,
): void {
  server.maxConnections = overall;
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const address = addressKey(socket.remoteAddress);
    const count = (open.get(address) ?? 0) + 1;
    if (count > perAddress) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}
