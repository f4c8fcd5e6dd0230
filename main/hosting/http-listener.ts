import { once } from 'node:events';
import { createServer, type ServerOptions, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createProbe } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { listenError } from './startup-error.ts';

/** What answers requests, in the style of `fetch`. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

export interface ListenOptions {
  /** `bindings.incoming` is Node's own request, for the address of the caller. */
  fetch(request: Request, bindings: HttpBindings): Response | Promise<Response>;
  host: string;
  /** 0 takes a free one. */
  port: number;
  serverOptions?: ServerOptions;
}

export interface Listener {
  readonly host: string;
  readonly port: number;
  /**
   * Takes no more connections, ends event streams at once, lets every other request finish and cuts
   * what is left after `graceMilliseconds`.
   */
  stop(graceMilliseconds?: number): Promise<void>;
}

/**
 * Serves HTTP/1.1 on an address.
 * @throws StartupError where the port is taken or not allowed, or the address is not this machine's
 */
export async function listen(options: ListenOptions): Promise<Listener> {
  const eventStreams = new Set<ServerResponse>();
  const server = createAdaptorServer({
    async fetch(request, bindings) {
      const { outgoing } = bindings as HttpBindings;
      const response = await options.fetch(request, bindings as HttpBindings);
      if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
        eventStreams.add(outgoing);
        outgoing.once('close', () => eventStreams.delete(outgoing));
      }
      return response;
    },
    overrideGlobalObjects: false,
    createServer,
    serverOptions: options.serverOptions,
  }) as ReturnType<typeof createServer>;
  try {
    server.listen({ host: options.host, port: options.port });
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, options.host, options.port);
  }
  const { port } = server.address() as AddressInfo;

  return {
    host: options.host,
    port,
    async stop(graceMilliseconds = 3500) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const endStreams = () => {
        for (const response of eventStreams) response.destroy();
        server.closeIdleConnections();
      };
      endStreams();
      const sweep = setInterval(endStreams, 25);
      const cut = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
      await closed;
      clearInterval(sweep);
      clearTimeout(cut);
    },
  };
}

/**
 * Finds out whether an address can be listened on, before anything is written to disk.
 * @throws StartupError as `listen` does
 */
export async function probeAddress(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const probe = createProbe();
  try {
    probe.listen({ host, port });
    await once(probe, 'listening');
  } catch (error) {
    throw listenError(error, host, port);
  }
  probe.close();
  await once(probe, 'close');
}
