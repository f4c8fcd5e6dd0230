import { join } from 'node:path';
import { type Allowances, addressKey } from '../lan/request-limits.ts';
import type { Logger } from '../logger.ts';
import type { Platform } from '../platform.ts';
import { BlobService } from './blobs/blob-service.ts';
import { createPortal } from './candidates/candidate-portal.ts';
import type { Centre } from './centre.ts';
import { EventHub } from './events/event-hub.ts';
import { callerAddress } from './http/caller-address.ts';
import { type CentralApp, createCentralApp } from './http/central-app.ts';
import { createMetrics } from './operations/metrics.ts';
import type { Database } from './postgres/database.ts';
import { migrateCentral } from './postgres/migrate.ts';
import { randomUuid } from './random.ts';

export interface OpenCentreOptions {
  database: Database;
  /** Where files go. */
  dataFolder: string;
  platform: Platform;
  logger: Logger;
  metricsToken?: string | undefined;
  /** The candidates' page; without it the centre serves none. */
  candidates?: CandidateOptions | undefined;
}

export interface CandidateOptions {
  /** The built candidate page, `out/candidate`. */
  readonly pageFolder: string;
  readonly allowances?: Allowances | undefined;
  /** Proxies in front, each of which adds an address to `X-Forwarded-For`. */
  readonly proxies?: number | undefined;
  /** Where candidates reach it; known once it listens. */
  url(): string;
}

/** The centre over a database, without a listener. */
export interface OpenCentre {
  readonly centre: Centre;
  readonly blobs: BlobService;
  readonly app: CentralApp;
  /** Takes no more work: `/readyz` says so, and event streams end. */
  stop(): Promise<void>;
}

/** Uploads that nobody goes on with are dropped after this long. */
const uploadLifetime = 7 * 24 * 3_600_000;

/** Brings the database up to date and puts the parts together. */
export async function openCentre(options: OpenCentreOptions): Promise<OpenCentre> {
  const { database, dataFolder, platform, logger, metricsToken, candidates } = options;
  await migrateCentral(database);
  const { serverId, secret } = await ownIdentity(database, platform);
  const centre: Centre = {
    database,
    platform,
    logger,
    metrics: createMetrics(),
    serverId,
    secret,
    blobFolder: join(dataFolder, 'blobs'),
    candidateUrl: () => candidates?.url() ?? null,
  };
  const blobs = new BlobService(centre);
  await blobs.sweep(uploadLifetime);
  const events = new EventHub(centre);
  await events.start();
  let stopping = false;
  const portal =
    candidates &&
    createPortal({
      ...{ centre, blobs, pageFolder: candidates.pageFolder, allowances: candidates.allowances },
      addressOf: (context) => addressKey(callerAddress(context, candidates.proxies ?? 0)),
    });
  const app = createCentralApp({
    ...{ centre, blobs, events, metricsToken, stopping: () => stopping },
    candidates: portal?.app,
  });
  return {
    centre,
    blobs,
    app,
    async stop() {
      stopping = true;
      await events.stop();
      portal?.close();
    },
  };
}

/** The centre's id and secret, made with the database. */
async function ownIdentity(database: Database, platform: Platform) {
  const secret = Buffer.from(platform.randomBytes(32)).toString('base64url');
  await database`INSERT INTO central_meta(key, value)
    VALUES ('server_id', ${randomUuid(platform)}), ('secret', ${secret}) ON CONFLICT DO NOTHING`;
  const rows = await database<
    { key: string; value: string }[]
  >`SELECT key, value FROM central_meta`;
  const values = new Map(rows.map(({ key, value }) => [key, value]));
  return {
    serverId: values.get('server_id') ?? '',
    secret: Buffer.from(values.get('secret') ?? '', 'base64url'),
  };
}
