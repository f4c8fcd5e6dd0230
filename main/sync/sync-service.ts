import { eventTimes } from '../../shared/sync/protocol.ts';
import { SyncError } from '../../shared/sync/sync-errors.ts';
import type { BlobStore } from '../backend/attachments/blob-store.ts';
import type { LiveEvents } from '../backend/live/live-events.ts';
import type { SecretStore } from '../backend/workspace/secret-store.ts';
import type { Database } from '../database/database.ts';
import { ExchangeableDatabase } from '../database/exchangeable-database.ts';
import type { Scheduler } from '../delivery/scheduler.ts';
import type { Logger } from '../logger.ts';
import type { Platform } from '../platform.ts';
import { OperationApplier } from './apply/operation-applier.ts';
import { installCapture } from './capture/capture-triggers.ts';
import { type ChangeCapture, captureOf } from './capture/change-capture.ts';
import { CentralClient, CentralUnreachable, type Network } from './client/central-client.ts';
import { DeviceKey } from './client/device-key.ts';
import { listenToEvents } from './client/event-stream.ts';
import { DeviceState, type Membership } from './device-state.ts';
import { FirstSync } from './first-sync/first-sync.ts';
import { type JoinRequest, joinWorkspace } from './join/join-workspace.ts';
import { SyncOutbox } from './outbox/sync-outbox.ts';
import type { SessionParts } from './session/session-parts.ts';
import { OtherCentre, runCycle } from './session/sync-cycle.ts';
import { SyncFiles } from './session/sync-files.ts';
import { submissionNotices } from './submission-notices.ts';

/** How the sync service is doing, for the status pill. */
export interface SyncStatus {
  readonly state: 'alone' | 'paused' | 'offline' | 'syncing' | 'current' | 'attention';
  /** Why it is offline or needs attention: a code of `syncErrors`, or one of `ownReasons`. */
  readonly reason: string | null;
  /** Operations that are not answered. */
  readonly pending: number;
  readonly parked: number;
  readonly openConflicts: number;
  readonly files: { readonly up: number; readonly down: number };
  /** Of a first sync: rows written and about how many there are. */
  readonly snapshot: { readonly written: number; readonly total: number } | null;
  /** Milliseconds; null where it never was. */
  readonly lastSyncedAt: number | null;
  readonly lastTriedAt: number | null;
}

export interface SyncServiceOptions {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly secrets: SecretStore;
  readonly live: LiveEvents;
  readonly platform: Platform;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
  readonly appVersion: string;
  readonly network?: Network | undefined;
  /** Erases a person whom the company has erased, with everything that this device keeps of them. */
  erasePerson(tobResumeId: string): void;
}

/** Milliseconds before the first attempt after a failure; doubled up to a minute. */
const firstDelay = 1_000;
const longestDelay = 60_000;
/** How long after a local change it is sent: what one command writes goes together. */
const gathering = 5;

/**
 * Keeps the workspace and its company's centre alike: sends what was done here, receives what others
 * did. Hints (local changes, the centre's event stream) start a round at once; polling always runs.
 */
export class SyncService {
  readonly #options: SyncServiceOptions;
  readonly #capture: ChangeCapture;
  readonly #state: DeviceState;
  readonly #outbox: SyncOutbox;
  readonly #applier: OperationApplier;
  readonly #files: SyncFiles;
  readonly #firstSync: FirstSync | undefined;
  readonly #openConflicts;
  #parts: SessionParts | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  /** When the session's greeting was answered; 0 where there is to be another. */
  #greetedAt = 0;
  #stopping = new AbortController();
  #cancelTimer: () => void = () => {};
  #unsubscribe: () => void = () => {};
  #failures = 0;
  #reason: string | null = null;
  #attention = false;
  #snapshot: { written: number; total: number } | null = null;
  #lastSyncedAt: number | null = null;
  #lastTriedAt: number | null = null;

  constructor(options: SyncServiceOptions) {
    const { database, platform } = options;
    this.#options = options;
    this.#capture = captureOf(database);
    this.#capture.setPlatform(platform);
    this.#state = new DeviceState(database);
    this.#outbox = new SyncOutbox(database);
    this.#applier = new OperationApplier(
      database,
      this.#outbox,
      platform,
      (id) => options.erasePerson(id),
      submissionNotices(options, () => this.membership),
    );
    this.#files = new SyncFiles(database, platform);
    this.#firstSync =
      database instanceof ExchangeableDatabase
        ? new FirstSync({
            database,
            logger: options.logger,
            erasePerson: (id) => options.erasePerson(id),
          })
        : undefined;
    this.#firstSync?.sweep();
    this.#openConflicts = database
      .prepare<[], number>('SELECT COUNT(*) FROM sync_conflicts WHERE open = 1')
      .pluck();
    const { membership } = this;
    // What is done between leaving and joining the same company again is owed to it.
    const company = membership ?? this.#state.left;
    if (company) {
      this.#capture.setClock(this.#state.lastTime, company.space, company.clock_epoch);
      database.transaction(() => installCapture(database))();
    }
  }

  /** The company that the workspace has joined, or undefined. */
  get membership(): Membership | undefined {
    return this.#state.membership;
  }

  get outbox(): SyncOutbox {
    return this.#outbox;
  }

  /** Begins to sync, where the workspace has joined; with the centre away it goes on trying. */
  start(): void {
    const { membership } = this;
    if (!membership || this.#parts) return;
    const key = DeviceKey.open(this.#options.secrets);
    if (!key) {
      this.#fail('key', true);
      return;
    }
    this.#stopping = new AbortController();
    this.#parts = this.#partsOf(membership, key);
    let sent = this.#outbox.last;
    this.#unsubscribe = this.#options.live.subscribe(() => {
      if (this.#outbox.last === sent) return;
      sent = this.#outbox.last;
      if (this.#failures === 0) this.#wake(gathering);
    });
    void listenToEvents({
      client: this.#parts.client,
      scheduler: this.#options.scheduler,
      signal: this.#stopping.signal,
      hint: () => this.#wakeUnlessFailing(),
    });
    this.#wake(0);
  }

  /** Ends what is running, between two transactions. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#cancelTimer();
    this.#unsubscribe();
    await this.#running;
    await this.#firstSync?.stop();
    this.#parts = undefined;
    this.#greetedAt = 0;
  }

  /** Joins a company and begins to sync. @throws what `joinWorkspace` does */
  async join(request: JoinRequest, localUid: number): Promise<Membership> {
    const { database, secrets, appVersion, platform, network } = this.#options;
    const membership = await joinWorkspace(
      {
        database,
        secrets,
        appVersion,
        localUid,
        network,
        capture: this.#capture,
        state: this.#state,
        now: () => platform.now(),
      },
      request,
    );
    this.start();
    return membership;
  }

  /**
   * Leaves the company: everything stays here, nothing is sent or received any more. The centre is told
   * where it can be reached. What was not sent, and what is done from now on, goes with the workspace
   * when it joins the same company again.
   */
  async leave(): Promise<void> {
    const { database, logger } = this.#options;
    const client = this.#parts?.client;
    await this.stop();
    const { membership } = this;
    if (!membership) return;
    await client?.revoke(membership.device_id).catch((error: unknown) => {
      logger.warn({ err: error }, 'the central server was not told of the leaving');
    });
    database.transaction(() => {
      this.#state.leave(membership);
      // The workspace is its user's own again.
      this.#capture.applying(() =>
        database
          .prepare(`UPDATE users SET role = 'administrator' WHERE uid = ?`)
          .run(membership.uid),
      );
      database.exec(`DELETE FROM sync_outbox WHERE state <> 'pending'; DELETE FROM sync_parked;
        DELETE FROM sync_conflicts; DELETE FROM sync_files`);
    })();
    this.#reason = null;
    this.#attention = false;
    this.#snapshot = null;
    this.#failures = 0;
    this.#lastSyncedAt = null;
    this.#lastTriedAt = null;
  }

  /** Stops and begins again by hand; a pause outlives a restart. */
  pause(paused: boolean): void {
    this.#state.paused = paused;
    this.#cancelTimer();
    if (!paused) this.#wake(0);
    this.#tell();
  }

  /** A round now; resolves when there is nothing more to do at once, well or not. */
  async syncNow(): Promise<void> {
    this.#wake(0);
    await this.idle();
  }

  /** Whether a round is running. */
  get busy(): boolean {
    return this.#running !== undefined;
  }

  /** Resolves when no round is running. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  status(): SyncStatus {
    const { pending, parked } = this.#outbox.count();
    return {
      state: this.#stateOf(pending),
      reason: this.#reason,
      pending,
      parked,
      openConflicts: this.#openConflicts.get() ?? 0,
      files: this.#files.count(),
      snapshot: this.#snapshot,
      lastSyncedAt: this.#lastSyncedAt,
      lastTriedAt: this.#lastTriedAt,
    };
  }

  #stateOf(pending: number): SyncStatus['state'] {
    if (!this.membership) return 'alone';
    if (this.#attention) return 'attention';
    if (this.#state.paused) return 'paused';
    if (this.#reason !== null) return 'offline';
    if (this.#running || pending > 0 || this.#lastSyncedAt === null) return 'syncing';
    return 'current';
  }

  /** A hint starts a round at once, but does not make a failing one come sooner. */
  #wakeUnlessFailing(): void {
    if (this.#failures === 0) this.#wake(0);
  }

  #wake(milliseconds: number): void {
    if (this.#state.paused || !this.#parts || this.#stopping.signal.aborted) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#cancelTimer();
    if (milliseconds === 0) this.#run();
    else {
      this.#cancelTimer = this.#options.scheduler.after(milliseconds, () => this.#run());
    }
  }

  #run(): void {
    const parts = this.#parts;
    if (!parts || this.#running) return;
    this.#again = false;
    this.#running = this.#cycle(parts).finally(() => {
      this.#running = undefined;
      this.#tell();
      this.#wake(this.#again && this.#failures === 0 ? 0 : this.#nextDelay());
    });
    this.#tell();
  }

  async #cycle(parts: SessionParts): Promise<void> {
    const { appVersion, platform, logger } = this.#options;
    this.#lastTriedAt = platform.now();
    try {
      const linked = this.membership?.candidate_url;
      // Greeting measures the clock, so that it is done anew now and then.
      const greeted = platform.now() - this.#greetedAt < eventTimes.poll;
      await runCycle(parts, { appVersion, greeted }, this.#stopping.signal);
      if (!greeted) this.#greetedAt = platform.now();
      if (this.membership?.candidate_url !== linked) {
        this.#options.live.publish({ type: 'workspace' });
      }
      this.#failures = 0;
      this.#reason = null;
      this.#attention = false;
      this.#snapshot = null;
      this.#lastSyncedAt = platform.now();
      this.#outbox.prune(platform.now());
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      this.#greetedAt = 0;
      this.#failures += 1;
      const { reason, attention } = reasonOf(error);
      const details = error instanceof SyncError ? error.details : undefined;
      logger.warn({ reason, details, err: attention ? error : undefined }, 'sync failed');
      this.#fail(reason, attention);
    }
  }

  #fail(reason: string, attention: boolean): void {
    this.#reason = reason;
    this.#attention = attention;
    this.#tell();
  }

  /** Backoff with jitter after a failure, else the next poll: a minute at most. */
  #nextDelay(): number {
    const [byte = 0] = this.#options.platform.randomBytes(1);
    const jitter = 0.5 + byte / 510;
    if (this.#failures === 0) return eventTimes.poll * jitter;
    return Math.min(firstDelay * 2 ** (this.#failures - 1), longestDelay) * jitter;
  }

  #tell(): void {
    this.#options.live.publish({ type: 'sync' });
  }

  #partsOf(membership: Membership, key: DeviceKey): SessionParts {
    const { database, blobs, platform, network } = this.#options;
    const now = () => platform.now();
    return {
      database,
      blobs,
      now,
      capture: this.#capture,
      state: this.#state,
      outbox: this.#outbox,
      applier: this.#applier,
      files: this.#files,
      firstSync: this.#firstSync,
      client: new CentralClient({
        url: membership.central_url,
        serverId: membership.server_id,
        deviceId: membership.device_id,
        key,
        network,
        now,
      }),
      membership: () => this.#state.membership as Membership,
      expect: (total) => {
        this.#snapshot = { written: 0, total };
      },
      received: () => this.#options.live.publish({ type: 'applications' }),
      progress: (rows = 0) => {
        if (this.#snapshot) this.#snapshot.written += rows;
        this.#tell();
      },
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
    };
  }
}

/** Codes that do not pass by themselves: somebody has to do something. */
const needAttention: readonly string[] = [
  'revoked',
  'forbidden',
  'upgrade_needed',
  'quota',
  'hash_mismatch',
  'malformed',
];

function reasonOf(error: unknown): { reason: string; attention: boolean } {
  if (error instanceof SyncError) {
    return { reason: error.code, attention: needAttention.includes(error.code) };
  }
  if (error instanceof OtherCentre) return { reason: 'other_centre', attention: true };
  if (error instanceof CentralUnreachable) return { reason: 'unreachable', attention: false };
  return { reason: 'internal', attention: true };
}
