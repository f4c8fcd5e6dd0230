import { join } from 'node:path';
import type { Hono } from 'hono';
import { Checkpointer } from '../database/checkpointer.ts';
import { type Database, openDatabase } from '../database/database.ts';
import type { BounceWatcher } from '../delivery/bounces/bounce-watcher.ts';
import { createDelivery } from '../delivery/create-delivery.ts';
import type { DeliveryWorker } from '../delivery/delivery-worker.ts';
import { mailAccountFromUrl } from '../delivery/mail-account.ts';
import { MailAccounts } from '../delivery/mail-accounts.ts';
import { registerOutboxRoutes } from '../delivery/outbox-routes.ts';
import type { OutboxService } from '../delivery/outbox-service.ts';
import { type Scheduler, systemScheduler } from '../delivery/scheduler.ts';
import { SendingRulesStore } from '../delivery/sending-rules.ts';
import { GatewaySettings } from '../delivery/sms/gateway-settings.ts';
import type { Logger } from '../logger.ts';
import { type Platform, systemPlatform } from '../platform.ts';
import { DeviceMarks } from '../sync/copies/device-marks.ts';
import { registerSyncRoutes } from '../sync/desk/sync-routes.ts';
import { DeviceState } from '../sync/device-state.ts';
import { SyncService } from '../sync/sync-service.ts';
import { ApplicationChanges } from './applications/application-changes.ts';
import { ApplicationStore } from './applications/application-store.ts';
import type { AttachmentService } from './attachments/attachment-service.ts';
import { BlobFolder } from './attachments/blob-folder.ts';
import { BlobReader } from './attachments/blob-reader.ts';
import type { BlobStore } from './attachments/blob-store.ts';
import type { UploadPatience } from './attachments/candidate-uploads.ts';
import { AuditLog } from './audit/audit-log.ts';
import { recordAnswers } from './audit/register-audit.ts';
import type { BulkService } from './bulk/bulk-service.ts';
import { registerBulk } from './bulk/register-bulk.ts';
import { registerCandidates } from './candidates/candidates-feature.ts';
import { registerEventRoutes } from './catalogue/event-routes.ts';
import { writeCatalogue } from './catalogue/write-catalogue.ts';
import { TemplateSlots } from './certificate-slots/template-slots.ts';
import type { CandidateView } from './certificates/candidate-view.ts';
import { registerCertificates } from './certificates/register-certificates.ts';
import { loadDemoSamples } from './demo/demo-workspace.ts';
import { removeDemoSamples } from './demo/remove-samples.ts';
import { registerGridLayoutRoutes } from './grid-layout/grid-layout-routes.ts';
import { GridLayoutService } from './grid-layout/grid-layout-service.ts';
import { createApp } from './http/create-app.ts';
import type { ImportService } from './imports/import-service.ts';
import type { ImportUndo } from './imports/import-undo.ts';
import { LiveEvents } from './live/live-events.ts';
import { registerLiveRoutes } from './live/live-routes.ts';
import { TemplateEditing } from './mail-templates/template-editing.ts';
import { registerTemplateFileRoutes } from './mail-templates/template-file-routes.ts';
import { TemplateFileService } from './mail-templates/template-file-service.ts';
import { TemplateFileStore } from './mail-templates/template-file-store.ts';
import { registerTemplateRoutes } from './mail-templates/template-routes.ts';
import { TemplateService } from './mail-templates/template-service.ts';
import { TemplateStore } from './mail-templates/template-store.ts';
import { TemplateWriter } from './mail-templates/template-writer.ts';
import { type Pipeline, registerPipeline } from './pipeline/register-pipeline.ts';
import { CandidateConsents } from './privacy/candidate-consent.ts';
import { ConsentStore } from './privacy/consent-store.ts';
import { PrivacySettingsService } from './privacy/privacy-settings.ts';
import type { PurgeService } from './privacy/purge-service.ts';
import { registerPrivacy } from './privacy/register-privacy.ts';
import type { ReminderRunner } from './reminders/reminder-runner.ts';
import { registerSettingsRoutes } from './settings/settings-routes.ts';
import { SettingsService } from './settings/settings-service.ts';
import { registerViews } from './views/view-routes.ts';
import {
  type CandidateServerControl,
  CandidateServerService,
} from './workspace/candidate-server-service.ts';
import { createBounces } from './workspace/create-bounces.ts';
import { type SecretBox, SecretStore } from './workspace/secret-store.ts';
import { registerSendingRoutes } from './workspace/sending-routes.ts';
import { SendingSettings } from './workspace/sending-settings.ts';
import { SetUpService } from './workspace/set-up-service.ts';
import { SmsSettings } from './workspace/sms-settings.ts';
import { registerWorkspaceRoutes } from './workspace/workspace-routes.ts';
import { WorkspaceService } from './workspace/workspace-service.ts';
import { WorkspaceSettings } from './workspace/workspace-settings.ts';
import { WorkspaceStore } from './workspace/workspace-store.ts';

export interface BackendOptions {
  /** Folder of the workspace: `credo.db`, `attachments/`. It must exist. */
  dataFolder: string;
  /** The database file; `:memory:` in tests. `<dataFolder>/credo.db` by default. */
  databaseFile?: string;
  logger: Logger;
  platform?: Platform;
  /** Where the candidates' server is reached now, the preferred address first. */
  candidateUrls?: () => readonly string[];
  /** The candidates' server, for the settings; undefined until it is built. */
  candidateServer?: () => CandidateServerControl | undefined;
  /** `CREDO_SMTP_URL`: a mail account that the settings cannot change. */
  smtpUrl?: string | undefined;
  /** Seals the secrets in `<dataFolder>/secrets.json`; without it they are readable to its owner. */
  secretBox?: SecretBox | undefined;
  /** The delivery worker's timers. */
  scheduler?: Scheduler | undefined;
  /** Credo's version, as the settings show it. */
  version?: string | undefined;
  /** Where the workspace is marked, outside its folder; without it copies of it are not noticed at once. */
  deviceFolder?: string | undefined;
  /** How patient candidates' uploads are; tests pass less. */
  uploadPatience?: Partial<UploadPatience>;
}

/** The ATS backend: two apps over one database. Hosts decide who reaches which. */
export interface Backend {
  readonly database: Database;
  readonly platform: Platform;
  readonly live: LiveEvents;
  readonly workspace: WorkspaceService;
  readonly imports: ImportService;
  /** Actions on many applications. */
  readonly bulk: BulkService;
  readonly importUndo: ImportUndo;
  readonly purges: PurgeService;
  /** The list of applications and what is done to them. */
  readonly pipeline: Pipeline;
  readonly templates: TemplateService;
  readonly outbox: OutboxService;
  /** Sends what the outbox holds. Its host starts it, and stops it before `close`. */
  readonly delivery: DeliveryWorker;
  /** Reminds of requests. Its host starts it, and stops it before `close`. */
  readonly reminders: ReminderRunner;
  /** Reads delivery reports. Its host starts it, and stops it before `close`. */
  readonly bounces: BounceWatcher;
  /** The whole API. Its host has checked that the caller is the recruiter. */
  readonly recruiterApp: Hono;
  /** The candidate's endpoints alone, for the LAN server. */
  readonly candidateApp: Hono;
  /** What the candidate's page shows and does. */
  readonly candidateView: CandidateView;
  /** Certificates' files. */
  readonly attachments: AttachmentService;
  readonly blobs: BlobStore;
  /** Ends when files that a crash left behind are swept away; how many they were. */
  readonly swept: Promise<number>;
  /** Keeps the workspace and its company alike. Its host starts it, and stops it before `close`. */
  readonly sync: SyncService;
  close(): void;
}

/**
 * Opens the workspace and builds its services and apps.
 * @throws DatabaseRefused where the database is not one this version can open
 * @throws MailAccountInvalid where `smtpUrl` cannot be used
 */
export function createBackend(options: BackendOptions): Backend {
  const { logger, platform = systemPlatform } = options;
  const environmentAccount = options.smtpUrl ? mailAccountFromUrl(options.smtpUrl) : undefined;
  const database = openDatabase(options.databaseFile ?? join(options.dataFolder, 'credo.db'));
  writeCatalogue(database);
  const checkpointer = new Checkpointer(database);
  checkpointer.start();

  const live = new LiveEvents(database);
  const workspaceStore = new WorkspaceStore(database, platform);
  const deviceState = new DeviceState(database);
  const workspace = new WorkspaceService(
    workspaceStore,
    options.candidateUrls ?? (() => []),
    () => deviceState.membership?.candidate_url ?? null,
  );
  const applicationStore = new ApplicationStore(database, platform);
  const applicationChanges = new ApplicationChanges(database, platform);
  const templateStore = new TemplateStore(database);
  const slots = new TemplateSlots(database);
  const templateFiles = new TemplateFileStore(database);
  const templates = new TemplateService(
    templateStore,
    workspace,
    applicationChanges,
    platform,
    slots,
    templateFiles,
  );
  const secrets = new SecretStore(join(options.dataFolder, 'secrets.json'), options.secretBox);
  const mailAccounts = new MailAccounts(workspaceStore, secrets, environmentAccount);
  const smsGateway = new GatewaySettings(workspaceStore, secrets);
  const { scheduler } = options;
  const rules = new SendingRulesStore(workspaceStore, () => workspace.timeZone);
  const reader = new BlobReader(new BlobFolder(join(options.dataFolder, 'attachments')));
  const delivery = createDelivery({
    files: reader,
    ...{ database, live, platform, logger, workspace, mailAccounts, smsGateway, rules, scheduler },
  });
  const { outbox } = delivery;
  const workspaceSettings = new WorkspaceSettings({
    ...{ database, store: workspaceStore, workspace, mailAccounts, delivery, live, platform },
    version: options.version ?? '',
  });

  const recruiterApp = createApp(logger);
  const audit = new AuditLog(database, {
    now: () => platform.now(),
    uid: () => workspace.user.uid,
  });
  recordAnswers(recruiterApp, database, audit);
  const consents = new ConsentStore(database, platform);
  const privacySettings = new PrivacySettingsService({
    ...{ database, store: workspaceStore, consents, workspace, live },
  });
  registerLiveRoutes(recruiterApp, live);
  registerEventRoutes(recruiterApp);
  const settings = new SettingsService(workspaceStore);
  registerSettingsRoutes(recruiterApp, settings);
  registerViews(recruiterApp, { database, live, platform, workspace });
  const layouts = new GridLayoutService(database, settings);
  registerGridLayoutRoutes(recruiterApp, layouts);
  const pipeline = registerPipeline(recruiterApp, {
    database,
    platform,
    live,
    workspace,
    layouts,
    changes: applicationChanges,
  });
  const editing = new TemplateEditing({
    ...{ database, templates, slots, workspace, live, platform, store: templateStore },
    writer: new TemplateWriter(database),
    files: templateFiles,
  });
  registerTemplateRoutes(recruiterApp, templates, editing);
  registerOutboxRoutes(recruiterApp, outbox, reader);
  registerSendingRoutes(recruiterApp, new SendingSettings({ database, rules, outbox, live }));
  const bounces = createBounces(recruiterApp, {
    ...{ database, live, platform, logger, workspace, workspaceStore, secrets, scheduler },
    applications: applicationChanges,
  });
  const { imports, importUndo } = registerCandidates(recruiterApp, {
    database,
    platform,
    logger,
    dataFolder: options.dataFolder,
    applications: applicationStore,
    changes: applicationChanges,
    live,
    workspace,
  });

  const candidateApp = createApp(logger);
  const certificates = registerCertificates(recruiterApp, candidateApp, {
    database,
    platform,
    logger,
    dataFolder: options.dataFolder,
    reader,
    applications: applicationChanges,
    live,
    workspace,
    templates,
    templateSlots: slots,
    outbox,
    rules,
    scheduler: scheduler ?? systemScheduler,
    consents: new CandidateConsents(consents, () => privacySettings.saved.consentEnabled),
    uploadPatience: options.uploadPatience,
  });
  registerTemplateFileRoutes(
    recruiterApp,
    new TemplateFileService({
      ...{ database, templates, editing, live, platform, store: templateFiles },
      blobs: certificates.blobs,
      patience: options.uploadPatience,
    }),
    reader,
  );
  const privacy = registerPrivacy(recruiterApp, {
    ...{ database, platform, logger, live, workspace, audit, scheduler },
    settings: privacySettings,
    blobs: certificates.blobs,
    reader,
  });
  registerWorkspaceRoutes(
    recruiterApp,
    workspaceSettings,
    new SmsSettings({ database, smsGateway, delivery, live, platform, workspace }),
    new SetUpService({
      ...{ store: workspaceStore, workspace, settings: workspaceSettings, live },
      samples: {
        load: () => loadDemoSamples(backend),
        remove: () => removeDemoSamples(database, privacy.eraser),
      },
    }),
    new CandidateServerService(options.candidateServer ?? (() => undefined), workspaceStore, live),
  );

  const bulk = registerBulk(recruiterApp, {
    ...{ database, platform, live, logger, workspace, templates, pipeline },
    applications: applicationChanges,
    requests: certificates.requests,
    withdrawals: certificates.withdrawals,
    outbox,
  });

  const sync = new SyncService({
    ...{ database, secrets, live, platform, logger },
    blobs: certificates.blobs,
    scheduler: scheduler ?? systemScheduler,
    appVersion: options.version ?? '',
    copies: options.deviceFolder
      ? { marks: new DeviceMarks(options.deviceFolder), folder: options.dataFolder }
      : undefined,
    erasePerson: (tobResumeId) => privacy.eraser.erase(tobResumeId),
  });
  registerSyncRoutes(recruiterApp, { database, sync, live, workspace, platform });

  const backend: Backend = {
    sync,
    database,
    platform,
    live,
    workspace,
    bulk,
    pipeline,
    templates,
    outbox,
    delivery: delivery.worker,
    reminders: certificates.reminders,
    bounces,
    recruiterApp,
    candidateApp,
    candidateView: certificates.candidateView,
    attachments: certificates.attachments,
    blobs: certificates.blobs,
    swept: certificates.swept,
    imports,
    importUndo,
    purges: privacy.purges,
    close() {
      checkpointer.stop();
      bulk.stop();
      imports.stop();
      importUndo.stop();
      pipeline.search.close();
      privacy.purges.stop();
      audit.flush();
      certificates.close();
      database.close();
    },
  };
  return backend;
}
