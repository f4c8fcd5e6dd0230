import { hostname } from 'node:os';
import { SyncError } from '../../shared/sync/sync-errors.ts';
import type { Backend } from '../backend/backend.ts';
import { StartupError } from '../hosting/startup-error.ts';
import type { Logger } from '../logger.ts';
import { CentralUnreachable } from './client/central-client.ts';

/** The address of a company's centre, and a code that makes this machine a device of it. */
export interface CentralInvitation {
  readonly url: string;
  readonly code: string;
}

/** Between attempts to join while the centre is away. */
const retryMilliseconds = 15_000;

/**
 * Starts to sync, and joins first where an invitation is given and the workspace has joined no company.
 * With the centre away the workstation works all the same, and joining is tried again until it succeeds.
 * @returns what stops it
 * @throws StartupError where the centre refuses the code
 */
export async function startSync(
  backend: Backend,
  invitation: CentralInvitation | undefined,
  logger: Logger,
): Promise<() => Promise<void>> {
  const { sync, workspace } = backend;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const join = async ({ url, code }: CentralInvitation): Promise<void> => {
    const { uid, name } = workspace.user;
    const deviceName = hostname().slice(0, 60) || 'Credo';
    await sync.join({ url, code, deviceName, userName: name }, uid);
  };
  const retry = (given: CentralInvitation) => {
    timer = setTimeout(() => {
      if (stopped) return;
      join(given).catch((error: unknown) => {
        if (error instanceof CentralUnreachable) retry(given);
        else logger.error({ err: error }, 'joining failed');
      });
    }, retryMilliseconds).unref();
  };
  if (invitation && !sync.membership) {
    try {
      await join(invitation);
    } catch (error) {
      if (error instanceof SyncError) throw refused(error);
      if (!(error instanceof CentralUnreachable)) throw error;
      logger.warn({ url: invitation.url }, 'the central server is away: joining later');
      retry(invitation);
    }
  }
  sync.start();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await sync.stop();
  };
}

function refused(error: SyncError): StartupError {
  const text: Partial<Record<string, { zh: string; en: string }>> = {
    code_invalid: {
      zh: '加入码无效、已使用或已过期，请向管理员索取新的加入码',
      en: 'the enrolment code is unknown, used or expired: ask the administrator for another',
    },
    upgrade_needed: {
      zh: '中心服务器需要更新版本的 Credo，请先升级',
      en: 'the central server needs a newer Credo: please update',
    },
    too_many: {
      zh: '尝试次数过多，请稍后再试',
      en: 'too many tries: please wait a little',
    },
  };
  const { zh, en } = text[error.code] ?? {
    zh: `中心服务器拒绝了加入请求（${error.code}）`,
    en: `the central server refused to let this workstation join (${error.code})`,
  };
  return new StartupError(zh, en, { cause: error });
}
