import { type CustomScheme, protocol } from 'electron';
import { CredoError } from '../../shared/errors.ts';
import { preferredLanguage } from '../../shared/language.ts';
import { errorEnvelope } from '../backend/http/envelope.ts';
import { isApiPath } from '../hosting/api-paths.ts';
import type { FetchHandler } from '../hosting/http-listener.ts';
import { withSecurityHeaders } from '../hosting/security-headers.ts';
import type { StaticFiles } from '../hosting/static-files.ts';
import type { Logger } from '../logger.ts';

/** The origin of the recruiter's app and its API in the desktop window. */
export const appOrigin = 'app://credo';

const scheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
};

/** Before the application is ready, and once: Electron keeps the last list alone. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([scheme]);
}

/** Whether a URL belongs to the app. `URL.origin` is `'null'` for `app:`, so it is no help. */
export function isAppUrl(url: string): boolean {
  try {
    const { protocol: urlProtocol, host } = new URL(url);
    return urlProtocol === 'app:' && host === 'credo';
  } catch {
    return false;
  }
}

export interface AppProtocolOptions {
  app: FetchHandler;
  files: StaticFiles;
  logger: Logger;
}

/** Serves `app://credo/`: the API, and the app's files for every other path. */
export function handleAppScheme(options: AppProtocolOptions): void {
  protocol.handle('app', createAppHandler(options));
}

/**
 * Answers a request to the app's scheme. It always answers: what `protocol.handle` sees thrown would
 * be a network error to the page.
 */
function createAppHandler({ app, files, logger }: AppProtocolOptions): FetchHandler {
  return async (request) => {
    try {
      if (!isAppUrl(request.url)) return refuse(request);
      const { pathname } = new URL(request.url);
      if (!isApiPath(pathname)) return await files(request);
      return foreign(request) ? refuse(request) : withSecurityHeaders(await app(request));
    } catch (error) {
      logger.error({ err: error }, 'app protocol');
      return errorEnvelope(error, language(request));
    }
  };
}

/**
 * Another origin's page asks: a mail shown in a sandboxed frame, which is nobody's origin. Electron
 * tells who asks; requests of its own, such as a download it resumes, name nobody.
 */
function foreign(request: Request): boolean {
  const { initiatorOrigin } = request as { initiatorOrigin?: string };
  return initiatorOrigin !== undefined && initiatorOrigin !== appOrigin;
}

function refuse(request: Request): Response {
  return errorEnvelope(new CredoError('unauthorized'), language(request));
}

function language(request: Request) {
  return preferredLanguage(request.headers.get('accept-language'));
}
