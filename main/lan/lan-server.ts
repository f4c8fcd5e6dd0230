import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createAdaptorServer } from '@hono/node-server';
import type { Logger } from '../logger.ts';
import { candidateUrls, type Interfaces } from './candidate-addresses.ts';
import { limitConnections } from './connection-limits.ts';
import { type CandidateBackend, createLanApp } from './lan-app.ts';
import { loadPageAssets } from './page-assets.ts';
import { type Allowances, RequestLimits } from './request-limits.ts';

export interface LanServerOptions {
  backend: CandidateBackend;
  /** Address to listen on, such as `0.0.0.0`. */
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** The built candidate page, `out/candidate`. */
  pageFolder: string;
  logger: Logger;
  allowances?: Allowances;
  /** The machine's adapters; the system's own by default. */
  interfaces?: () => Interfaces;
  timeouts?: Partial<LanTimeouts>;
}

/** In milliseconds. */
export interface LanTimeouts {
  /** For a request's headers to arrive. */
  headers: number;
  /** For a whole request to arrive: 20 MiB over 25 kB/s. */
  request: number;
  /** Without a byte in either direction. */
  idle: number;
  /** For requests in flight when the server stops. */
  stop: number;
}

export const defaultTimeouts: LanTimeouts = {
  headers: 15_000,
  request: 15 * 60_000,
  idle: 60_000,
  stop: 4_000,
};

/** The candidates' server. */
export interface LanServer {
  /**
   * Listens.
   * @throws Error as `net.Server` says (`EADDRINUSE`), and where the page was not built
   */
  start(): Promise<{ port: number }>;
  /** Where candidates reach it now, best first; empty while it is not listening. */
  urls(): readonly string[];
  /** Takes no more requests, lets those in flight finish for a while, then cuts them. */
  stop(): Promise<void>;
}

/** Builds the candidates' server: its own listener, the candidate's page and endpoints alone. */
export function createLanServer(options: LanServerOptions): LanServer {
  const { host, interfaces = networkInterfaces } = options;
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  let server: Server | undefined;
  let port = 0;

  return {
    async start() {
      const app = createLanApp(
        options.backend,
        loadPageAssets(options.pageFolder),
        new RequestLimits(options.allowances),
        options.logger,
      );
      const listener = createAdaptorServer({
        fetch: app.fetch,
        // The global Request and Response belong to the whole process, Electron's included.
        overrideGlobalObjects: false,
        createServer,
        serverOptions: {
          maxHeaderSize: 8 * 1024,
          headersTimeout: timeouts.headers,
          requestTimeout: timeouts.request,
          keepAliveTimeout: 5_000,
          connectionsCheckingInterval: Math.min(5_000, timeouts.headers),
        },
      }) as Server;
      listener.maxHeadersCount = 64;
      listener.setTimeout(timeouts.idle);
      limitConnections(listener);
      await new Promise<void>((resolve, reject) => {
        listener.once('error', reject);
        listener.listen(options.port, host, () => {
          listener.off('error', reject);
          resolve();
        });
      });
      listener.on('error', (error) => options.logger.error({ err: error }, 'candidates’ server'));
      server = listener;
      port = (listener.address() as AddressInfo).port;
      return { port };
    },

    urls: () => (server ? candidateUrls(host, port, interfaces()) : []),

    async stop() {
      const listener = server;
      if (!listener) return;
      server = undefined;
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      listener.closeIdleConnections();
      const deadline = setTimeout(() => listener.closeAllConnections(), timeouts.stop);
      await closed;
      clearTimeout(deadline);
    },
  };
}
