import type { BlobReader } from '../backend/attachments/blob-reader.ts';
import type { LiveEvents } from '../backend/live/live-events.ts';
import type { WorkspaceService } from '../backend/workspace/workspace-service.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../logger.ts';
import type { Platform } from '../platform.ts';
import { DeliveryWorker } from './delivery-worker.ts';
import type { MailAccounts } from './mail-accounts.ts';
import { OutboxService } from './outbox-service.ts';
import { OutboxStore } from './outbox-store.ts';
import { type Scheduler, systemScheduler } from './scheduler.ts';
import { SendingLimits } from './sending-limits.ts';
import type { SendingRulesStore } from './sending-rules.ts';
import type { GatewaySettings } from './sms/gateway-settings.ts';
import { createTransports, type Transports } from './transports.ts';

/** The outbox and what empties it. */
export interface Delivery {
  readonly outbox: OutboxService;
  readonly transports: Transports;
  /** Transports for messages of their own, over connections of their own. */
  readonly testTransports: () => Transports;
  /** Sends nothing before its `start`. */
  readonly worker: DeliveryWorker;
}

/** Builds the outbox, the transports and the worker between them. */
export function createDelivery(parts: {
  database: Database;
  live: LiveEvents;
  platform: Platform;
  logger: Logger;
  workspace: WorkspaceService;
  mailAccounts: MailAccounts;
  smsGateway: GatewaySettings;
  rules: SendingRulesStore;
  /** Reads the files that go out with mails. */
  files: BlobReader;
  scheduler?: Scheduler | undefined;
}): Delivery {
  const { database, live, platform, logger, workspace, mailAccounts, smsGateway, rules } = parts;
  const { files, scheduler = systemScheduler } = parts;
  const store = new OutboxStore(database);
  const limits = new SendingLimits(store, rules, (kind) => transports[kind].accountKey());
  const outbox = new OutboxService(store, {
    live,
    platform,
    formatTime: (time) => workspace.formatTime(time),
    messageIdDomain: () => mailAccounts.current()?.from.split('@').at(-1) ?? 'credo.invalid',
    limits: () => limits,
  });
  const now = () => platform.now();
  const newTransports = () =>
    createTransports({
      mail: {
        ...{ now, files },
        account: () => mailAccounts.current(),
        sender: () => workspace.mailSender,
      },
      sms: { gateway: () => smsGateway.current(), now },
    });
  const transports = newTransports();
  const worker = new DeliveryWorker(outbox, transports, {
    store,
    live,
    platform,
    scheduler,
    logger,
    limits,
  });
  return { outbox, transports, worker, testTransports: newTransports };
}
