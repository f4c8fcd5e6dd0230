import { type Backend, createBackend } from './backend/backend.ts';
import { fillDemoWorkspace } from './backend/demo/demo-workspace.ts';
import type { SecretBox } from './backend/workspace/secret-store.ts';
import { DatabaseRefused } from './database/database.ts';
import { MailAccountInvalid } from './delivery/mail-account.ts';
import { applicationVersion } from './hosting/application-folder.ts';
import { type DataFolderLock, lockDataFolder } from './hosting/data-folder.ts';
import { StartupError } from './hosting/startup-error.ts';
import type { Logger } from './logger.ts';
import { type Platform, systemPlatform } from './platform.ts';

export interface WorkstationOptions {
  /** Created where it is missing. */
  dataFolder: string;
  /** Fills an empty workspace with the demo. */
  demo?: boolean;
  /** `CREDO_SMTP_URL`. */
  smtpUrl?: string | undefined;
  secretBox?: SecretBox | undefined;
  logger: Logger;
  platform?: Platform;
}

/** All of Credo but the recruiter's host: what Electron and the headless entry both run. */
export interface Workstation {
  readonly backend: Backend;
  readonly dataFolder: string;
  readonly platform: Platform;
  readonly logger: Logger;
  /**
   * Stops the parts in the reverse order of their start: nothing new comes in, what is in flight
   * finishes, the database closes, the folder is free. May be called again.
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
  const backend = openBackend(options, platform, lock);

  const stops: (() => void | Promise<void>)[] = [() => lock.release(), () => backend.close()];
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= stopAll(stops, logger);
    return stopped;
  };
  try {
    if (options.demo) await fillDemoWorkspace(backend);
    backend.delivery.start();
    stops.push(() => backend.delivery.stop());
    return { backend, dataFolder, platform, logger, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function openBackend(
  { dataFolder, smtpUrl, secretBox, logger }: WorkstationOptions,
  platform: Platform,
  lock: DataFolderLock,
): Backend {
  try {
    return createBackend({
      dataFolder,
      logger,
      platform,
      smtpUrl,
      secretBox,
      version: applicationVersion(),
    });
  } catch (error) {
    const known = startupError(error);
    lock.release(known !== undefined);
    throw known ?? error;
  }
}

/** What the user can put right, in words; undefined for anything else. */
function startupError(error: unknown): StartupError | undefined {
  if (error instanceof MailAccountInvalid) {
    return new StartupError(`环境变量 CREDO_SMTP_URL 有误：${error.message}`, error.message, {
      cause: error,
    });
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

/** Last started, first stopped; a part that fails to stop does not keep the others from it. */
async function stopAll(stops: (() => void | Promise<void>)[], logger: Logger): Promise<void> {
  for (const stop of stops.toReversed()) {
    try {
      await stop();
    } catch (error) {
      logger.error({ err: error }, 'a part failed to stop');
    }
  }
}
