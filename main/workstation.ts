import { join } from 'node:path';
import { type Backend, createBackend } from './backend/backend.ts';
import { fillDemoWorkspace } from './backend/demo/demo-workspace.ts';
import {
  type CandidateServerControl,
  candidateServerKey,
  type SavedCandidateServer,
} from './backend/workspace/candidate-server-service.ts';
import type { SecretBox } from './backend/workspace/secret-store.ts';
import { WorkspaceStore } from './backend/workspace/workspace-store.ts';
import { DatabaseRefused } from './database/database.ts';
import { MailAccountInvalid } from './delivery/mail-account.ts';
import { applicationFolder, applicationVersion } from './hosting/application-folder.ts';
import { type DataFolderLock, lockDataFolder, userDataFolder } from './hosting/data-folder.ts';
import { listenError, StartupError } from './hosting/startup-error.ts';
import { tellTerminal } from './hosting/terminal.ts';
import { CandidateServer } from './lan/candidate-server.ts';
import { createLanServer } from './lan/lan-server.ts';
import type { Logger } from './logger.ts';
import { type Platform, systemPlatform } from './platform.ts';
import { type CentralInvitation, startSync } from './sync/start-sync.ts';

export interface WorkstationOptions {
  /** Created where it is missing. */
  dataFolder: string;
  /** Fills an empty workspace with the demo. */
  demo?: boolean;
  /**
   * Where candidates' phones reach this machine; port 0 takes a free one. The settings say otherwise
   * unless it is `given` by the user.
   */
  lan: { host: string; port: number; given?: boolean };
  /** `CREDO_SMTP_URL`. */
  smtpUrl?: string | undefined;
  secretBox?: SecretBox | undefined;
  /** Where joined workspaces are marked, outside all of them; the user's own folder by default. */
  deviceFolder?: string | undefined;
  /** Joins a company at start, unless the workspace has joined one. */
  central?: CentralInvitation | undefined;
  logger: Logger;
  platform?: Platform;
}

/** Milliseconds after the start until the list is read into memory for searches. */
const warmingDelay = 3_000;

/** All of Credo but the recruiter's host: what Electron and the headless entry both run. */
export interface Workstation {
  readonly backend: Backend;
  readonly dataFolder: string;
  readonly platform: Platform;
  readonly logger: Logger;
  /** Adds what a host serves the workstation by: `stop` ends it together with the other parts. */
  addPart(stop: () => Promise<void>): void;
  /**
   * Stops the parts, all at once: nothing new comes in, what is in flight finishes. Then the database
   * closes and the folder is free. May be called again.
   */
  stop(): Promise<void>;
}

/**
 * Takes the data folder and starts the parts.
 * @throws StartupError where something that the user can put right is in the way; what had been
 * started is stopped again and a folder that was not used stays as it was
 */
export async function startWorkstation(options: WorkstationOptions): Promise<Workstation> {
  const { dataFolder, logger, platform = systemPlatform } = options;
  const lock = lockDataFolder(dataFolder);
  let lan: CandidateServerControl | undefined;
  const backend = openBackend(options, platform, lock, () => lan);

  const parts: (() => Promise<void>)[] = [];
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= stopAll(parts, logger).finally(() => {
      backend.close();
      lock.release();
    });
    return stopped;
  };
  try {
    if (options.demo && !(await fillDemoWorkspace(backend))) tellDemoLeftOut(dataFolder);
    lan = await startCandidateServer(options, backend, parts);
    backend.delivery.start();
    // The window opens meanwhile, and its first rows need none of what this reads.
    const warming = setTimeout(() => backend.pipeline.search.warm(), warmingDelay);
    parts.push(async () => clearTimeout(warming));
    parts.push(() => backend.delivery.stop());
    parts.push(await startSync(backend, options.central, logger));
    backend.reminders.start();
    parts.push(() => backend.reminders.stop());
    backend.bounces.start();
    parts.push(() => backend.bounces.stop());
    return {
      backend,
      dataFolder,
      platform,
      logger,
      stop,
      addPart: (stopPart) => parts.push(stopPart),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function tellDemoLeftOut(dataFolder: string): void {
  tellTerminal({
    zh: `数据文件夹里已有数据，保持原样，没有填入示例：${dataFolder}`,
    en: `the data folder is not empty: kept as it is, no sample data added: ${dataFolder}`,
  });
}

function openBackend(
  { dataFolder, smtpUrl, secretBox, deviceFolder, logger }: WorkstationOptions,
  platform: Platform,
  lock: DataFolderLock,
  candidateServer: () => CandidateServerControl | undefined,
): Backend {
  try {
    return createBackend({
      dataFolder,
      logger,
      platform,
      candidateUrls: () => candidateServer()?.urls() ?? [],
      candidateServer,
      smtpUrl,
      secretBox,
      deviceFolder: deviceFolder ?? join(userDataFolder(), 'devices'),
      version: applicationVersion(),
    });
  } catch (error) {
    const known = startupError(error);
    lock.release(known !== undefined);
    throw known ?? error;
  }
}

/**
 * Starts the candidates' server where the command line or the settings want it. What the settings say
 * and the machine does not have (another network, a port that is taken) keeps nobody from working.
 */
async function startCandidateServer(
  { lan: { host, port, given = false }, logger, platform = systemPlatform }: WorkstationOptions,
  backend: Backend,
  parts: (() => Promise<void>)[],
): Promise<CandidateServerControl> {
  const pageFolder = join(applicationFolder, 'out', 'candidate');
  const saved = given
    ? undefined
    : new WorkspaceStore(backend.database, platform).get<SavedCandidateServer>(
        0,
        candidateServerKey,
      );
  const server = new CandidateServer(saved ?? { enabled: true, host, port }, (address, free) =>
    createLanServer({ backend, host: address, port: free, pageFolder, logger }),
  );
  parts.push(() => server.stop());
  try {
    if (saved) await server.tryStart();
    else await server.start();
  } catch (error) {
    throw listenError(error, host, port);
  }
  return {
    get settings() {
      return server.settings;
    },
    get boundPort() {
      return server.boundPort;
    },
    get problem() {
      return server.problem;
    },
    fromCommandLine: given,
    urls: () => server.urls(),
    apply: (settings) => server.apply(settings),
  };
}

/** What the user can put right, in words; undefined for anything else. */
function startupError(error: unknown): StartupError | undefined {
  if (error instanceof MailAccountInvalid) {
    return new StartupError(error.text.zh, error.text.en, { cause: error });
  }
  if (!(error instanceof DatabaseRefused)) return undefined;
  return new StartupError(
    error.reason === 'newer'
      ? `数据库由更新版本的 Credo 写入，请升级 Credo 后再打开：${error.message}`
      : `数据库文件无法读取：${error.message}`,
    error.message,
    { cause: error },
  );
}

/** A part that fails to stop does not keep the others from it. */
async function stopAll(parts: readonly (() => Promise<void>)[], logger: Logger): Promise<void> {
  const results = await Promise.allSettled(parts.map(async (stop) => stop()));
  for (const result of results) {
    if (result.status === 'rejected') {
      logger.error({ err: result.reason }, 'a part failed to stop');
    }
  }
}
