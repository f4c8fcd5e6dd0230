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
import { CentralClient, type Network } from './client/central-client.ts';
import { DeviceKey } from './client/device-key.ts';
import { listenToEvents } from './client/event-stream.ts';
import { Connection } from './connection.ts';
import { CopyGuard } from './copies/copy-guard.ts';
import type { DeviceMarks } from './copies/device-marks.ts';
import { DeviceState, type Membership } from './device-state.ts';
import { FirstSync } from './first-sync/first-sync.ts';
import type { CopyKind } from './join/incarnation.ts';
import { type JoinRequest, joinWorkspace } from './join/join-workspace.ts';
import { SyncOutbox } from './outbox/sync-outbox.ts';
import type { SessionParts } from './session/session-parts.ts';
import { runCycle } from './session/sync-cycle.ts';
import { SyncFiles } from './session/sync-files.ts';
import { submissionNotices } from './submission-notices.ts';
import { type PauseReason, SyncProgress, type SyncStatus } from './sync-progress.ts';
import { SyncRounds } from './sync-rounds.ts';

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
  /** Where the workspace is marked outside itself, so that copies of it are noticed. */
  readonly copies?: { readonly marks: DeviceMarks; readonly folder: string } | undefined;
  /** Erases a person whom the company has erased, with everything that this device keeps of them. */
  erasePerson(tobResumeId: string): void;
}

/** How long after a local change it is sent: what one command writes goes together. */
const gathering = 5;
/** Milliseconds that screens may be behind with what waits while nothing is sent. */
const tellingPause = 300;
/** Milliseconds between looks for answered operations that are old enough to be forgotten. */
const pruneEvery = 3_600_000;

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
  readonly #copies: CopyGuard | undefined;
  readonly #connection: Connection;
  readonly #progress = new SyncProgress();
  readonly #rounds: SyncRounds;
  #parts: SessionParts | undefined;
  /** When the session's greeting was answered; 0 where there is to be another. */
  #greetedAt = 0;
  #prunedAt = 0;
  #cancelTelling: (() => void) | undefined;
  #unsubscribe: () => void = () => {};

  constructor(options: SyncServiceOptions) {
    const { database, platform, scheduler, logger } = options;
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
        ? new FirstSync({ database, logger, erasePerson: (id) => options.erasePerson(id) })
        : undefined;
    this.#firstSync?.sweep();
    this.#openConflicts = database
      .prepare<[], number>('SELECT COUNT(*) FROM sync_conflicts WHERE open = 1')
      .pluck();
    this.#rounds = new SyncRounds({
      ...{ platform, scheduler },
      run: (signal) => this.#round(signal),
      tell: () => this.#tell(),
    });
    this.#connection = new Connection(this.#state, scheduler, () => this.#followPause());
    const { membership } = this;
    // What is done between leaving and joining the same company again is owed to it.
    const company = membership ?? this.#state.left;
    if (company) {
      this.#capture.setClock(this.#state.lastTime, company.space, company.clock_epoch);
      database.transaction(() => installCapture(database))();
    }
    if (options.copies) {
      this.#copies = new CopyGuard({
        ...{ database, scheduler, logger, ...options.copies },
        ...{ state: this.#state, outbox: this.#outbox, capture: this.#capture },
      });
      this.#copies.check();
    }
  }

  /** The company that the workspace has joined, or undefined. */
  get membership(): Membership | undefined {
    return this.#state.membership;
  }

  get outbox(): SyncOutbox {
    return this.#outbox;
  }

  /** What the network costs, as far as it matters to syncing. */
  get connection(): Connection {
    return this.#connection;
  }

  /** What this database turned out to be a copy of, until the user has seen it. */
  get copy(): CopyKind | null {
    const { copy } = this.#state;
    return copy && !copy.seen ? copy.kind : null;
  }

  /** The user knows that this is a copy. */
  dismissCopy(): void {
    const { copy } = this.#state;
    if (copy) this.#state.copy = { ...copy, seen: true };
  }

  /** Begins to sync, where the workspace has joined; with the centre away it goes on trying. */
  start(): void {
    const { membership } = this;
    if (!membership || this.#parts) return;
    const key = DeviceKey.open(this.#options.secrets);
    if (!key) {
      this.#progress.fail('key', true);
      this.#tell();
      return;
    }
    this.#parts = this.#partsOf(membership, key);
    let sent = this.#outbox.last;
    this.#unsubscribe = this.#options.live.subscribe(() => {
      if (this.#outbox.last === sent) return;
      sent = this.#outbox.last;
      this.#copies?.note();
      if (!this.#rounds.hint(gathering)) this.#tellSoon();
    });
    if (this.#pausedBy === null) this.#connect(this.#parts);
  }

  /** Ends what is running, between two transactions. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#connection.stop();
    this.#cancelTelling?.();
    this.#cancelTelling = undefined;
    await this.#disconnect();
    await this.#firstSync?.stop();
    if (this.#parts) await this.#copies?.stop();
    this.#parts = undefined;
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
    this.#copies?.check();
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
    // The device of a copy is the original's, too.
    const { copy } = this.#state;
    if (!copy || copy.kind === 'restored') {
      await client?.revoke(membership.device_id).catch((error: unknown) => {
        logger.warn({ err: error }, 'the central server was not told of the leaving');
      });
    }
    database.transaction(() => {
      this.#state.leave(membership);
      // The workspace is its user's own again.
      this.#capture.applying(() =>
        database
          .prepare(`UPDATE users SET role = 'administrator' WHERE uid = ?`)
          .run(membership.uid),
      );
      // Files that have not come stay wanted: nobody can tell later that they are not this device's own.
      database.exec(`DELETE FROM sync_outbox WHERE state <> 'pending'; DELETE FROM sync_parked;
        DELETE FROM sync_conflicts; DELETE FROM sync_files WHERE direction = 'up' OR state = 'done'`);
    })();
    this.#progress.forget();
  }

  /** Stops and begins again by hand; a pause outlives a restart. */
  pause(paused: boolean): void {
    this.#state.paused = paused;
    this.#followPause();
  }

  /** A round now; resolves when there is nothing more to do at once, well or not. */
  async syncNow(): Promise<void> {
    this.#rounds.wake(0);
    await this.idle();
  }

  /** Whether a round is running. */
  get busy(): boolean {
    return this.#rounds.busy;
  }

  /** Resolves when no round is running. */
  idle(): Promise<void> {
    return this.#rounds.idle();
  }

  status(): SyncStatus {
    const { pending, parked } = this.#outbox.count();
    const { reason, snapshot, lastSyncedAt, lastTriedAt, clockOffset } = this.#progress;
    return {
      state: this.#stateOf(pending),
      pausedBy: this.#pausedBy,
      reason,
      pending,
      parked,
      openConflicts: this.#openConflicts.get() ?? 0,
      files: this.#files.count(),
      snapshot,
      lastSyncedAt,
      lastTriedAt,
      clockOffset,
    };
  }

  get #pausedBy(): PauseReason | null {
    if (!this.membership) return null;
    if (this.#state.paused) return 'user';
    return this.#connection.holdsBack ? 'metered' : null;
  }

  #stateOf(pending: number): SyncStatus['state'] {
    const { attention, reason, lastSyncedAt } = this.#progress;
    if (!this.membership) return 'alone';
    if (attention) return 'attention';
    if (this.#pausedBy !== null) return 'paused';
    if (reason !== null) return 'offline';
    if (this.busy || pending > 0 || lastSyncedAt === null) return 'syncing';
    return 'current';
  }

  /** Falls silent where it is paused now, and goes on where it is not. */
  #followPause(): void {
    if (this.#pausedBy !== null) void this.#disconnect();
    else if (this.#parts) this.#connect(this.#parts);
    this.#tell();
  }

  #connect({ client }: SessionParts): void {
    if (this.#rounds.started) return;
    const { scheduler } = this.#options;
    const signal = this.#rounds.start();
    void listenToEvents({ client, scheduler, signal, hint: () => this.#rounds.hint(0) });
  }

  async #disconnect(): Promise<void> {
    this.#greetedAt = 0;
    await this.#rounds.stop();
  }

  async #round(signal: AbortSignal): Promise<boolean> {
    const { appVersion, platform, logger } = this.#options;
    const parts = this.#parts;
    if (!parts) return true;
    const progress = this.#progress;
    progress.lastTriedAt = platform.now();
    try {
      const linked = this.membership?.candidate_url;
      // Greeting measures the clock, so that it is done anew now and then.
      const greeted = platform.now() - this.#greetedAt < eventTimes.poll;
      await runCycle(parts, { appVersion, greeted }, signal);
      if (!greeted) this.#greetedAt = platform.now();
      if (this.membership?.candidate_url !== linked) {
        this.#options.live.publish({ type: 'workspace' });
      }
      progress.succeeded(platform.now());
      this.#prune(platform.now());
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      this.#greetedAt = 0;
      progress.failed(error);
      const { reason, attention } = progress;
      const details = error instanceof SyncError ? error.details : undefined;
      logger.warn({ reason, details, err: attention ? error : undefined }, 'sync failed');
      return false;
    }
  }

  /** Now and then, since it reads everything that was answered. */
  #prune(now: number): void {
    if (now - this.#prunedAt < pruneEvery) return;
    this.#prunedAt = now;
    this.#outbox.prune(now);
  }

  /** What waits has become more, and no round will say so. */
  #tellSoon(): void {
    this.#cancelTelling ??= this.#options.scheduler.after(tellingPause, () => {
      this.#cancelTelling = undefined;
      this.#tell();
    });
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
      measured: (offset) => {
        this.#progress.clockOffset = offset;
      },
      expect: (total) => {
        this.#progress.snapshot = { written: 0, total };
      },
      received: () => this.#options.live.publish({ type: 'applications' }),
      progress: (rows = 0) => {
        const { snapshot } = this.#progress;
        if (snapshot) snapshot.written += rows;
        this.#tell();
      },
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
    };
  }
}
