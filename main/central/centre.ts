import type { Logger } from '../logger.ts';
import type { Platform } from '../platform.ts';
import type { Metrics } from './operations/metrics.ts';
import type { Database } from './postgres/database.ts';

/** What every part of the centre works with. */
export interface Centre {
  readonly database: Database;
  readonly platform: Platform;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Random, made with the database; devices tell centres apart by it. */
  readonly serverId: string;
  /** What tokens are signed with. */
  readonly secret: Uint8Array;
  /** Where files are. */
  readonly blobFolder: string;
  /** Where candidates reach its upload page; null where it serves none. */
  candidateUrl(): string | null;
}
