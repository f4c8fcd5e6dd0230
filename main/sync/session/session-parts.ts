import type { BlobStore } from '../../backend/attachments/blob-store.ts';
import type { Database } from '../../database/database.ts';
import type { OperationApplier } from '../apply/operation-applier.ts';
import type { ChangeCapture } from '../capture/change-capture.ts';
import type { CentralClient } from '../client/central-client.ts';
import type { DeviceState, Membership } from '../device-state.ts';
import type { FirstSync } from '../first-sync/first-sync.ts';
import type { SyncOutbox } from '../outbox/sync-outbox.ts';
import type { SyncFiles } from './sync-files.ts';

/** What the steps of a session work on. */
export interface SessionParts {
  readonly database: Database;
  readonly capture: ChangeCapture;
  readonly state: DeviceState;
  readonly outbox: SyncOutbox;
  readonly applier: OperationApplier;
  readonly client: CentralClient;
  readonly blobs: BlobStore;
  readonly files: SyncFiles;
  /** The fast way, where the database is a file of its own. */
  readonly firstSync?: FirstSync | undefined;
  membership(): Membership;
  /** Milliseconds since the epoch. */
  now(): number;
  /** The centre's clock minus this machine's, ms. */
  measured(offset: number): void;
  /** About how many rows a snapshot has. */
  expect(rows: number): void;
  /** Rows of others have come: who shows them looks again. */
  received(): void;
  /** Something was done; `rows` of a snapshot were written. */
  progress(rows?: number): void;
  /** Lets the event loop do other things first. */
  breathe(): Promise<void>;
}
