import { CredoError, type ErrorName } from '../../shared/errors.ts';
import { preferredLanguage } from '../../shared/language.ts';
import { errorEnvelope } from '../backend/http/envelope.ts';
import type { AccessKey } from './access-key.ts';
import { isApiPath } from './api-paths.ts';
import type { FetchHandler } from './http-listener.ts';
import { withSecurityHeaders } from './security-headers.ts';
import { signInPage } from './sign-in-page.ts';
import type { StaticFiles } from './static-files.ts';

export interface RecruiterHostOptions {
  /** The port this is reached on, known once it listens. */
  port: () => number;
  key: AccessKey;
  app: FetchHandler;
  files: StaticFiles;
}

export const signInPath = '/sign-in';

/**
 * The recruiter's workstation over HTTP on this machine: the API and the app's files behind the
 * access key.
 *
 * - `Host` must be 127.0.0.1 or localhost with the port, so a name that somebody points at this
 *   machine (DNS rebinding) reaches nothing.
 * - A request that a page of another origin makes is refused, with or without a cookie, by `Origin`
 *   and `Sec-Fetch-Site`.
 * - The key comes once, by the sign-in address, and becomes an `HttpOnly; SameSite=Strict` cookie; or
 *   with every request, as a bearer token.
 */
export function createRecruiterHost(options: RecruiterHostOptions): FetchHandler {
  const { key, app, files } = options;
  const cookieName = () => `credo-access-${options.port()}`;

  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (!knownHost(request, options.port())) return refuse(request, 'unauthorized');
    if (pathname === signInPath) {
      if (foreignOrigin(request, options.port())) return refuse(request, 'unauthorized');
      return signIn(request, searchParams);
    }
    if (isApiPath(pathname)) {
      const allowed =
        !foreignOrigin(request, options.port()) &&
        !foreignFetch(request) &&
        (hasBearer(request) || hasCookie(request));
      return allowed ? app(request) : refuse(request, 'unauthorized');
    }
    const response = await files(request);
    const page = response.headers.get('content-type')?.startsWith('text/html');
    return page && !hasCookie(request) ? signInPage(request, 'required') : response;
  }

  async function signIn(request: Request, query: URLSearchParams): Promise<Response> {
    if (request.method !== 'GET' && request.method !== 'POST') {
      return refuse(request, 'methodNotAllowed');
    }
    const given = request.method === 'POST' ? await formKey(request) : query.get('key');
    if (!given) return signInPage(request, 'required');
    if (!key.matches(given)) return signInPage(request, 'wrong');
    return new Response(null, {
      status: 303,
      headers: {
        location: '/',
        'cache-control': 'no-store',
        'set-cookie': `${cookieName()}=${key.session}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000`,
      },
    });
  }

  function hasBearer(request: Request): boolean {
    const given = /^Bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    return given !== undefined && key.matches(given);
  }

  function hasCookie(request: Request): boolean {
    const prefix = `${cookieName()}=`;
    return (request.headers.get('cookie') ?? '')
      .split(/; */)
      .some((pair) => pair.startsWith(prefix) && key.matchesSession(pair.slice(prefix.length)));
  }

  return async (request) => withSecurityHeaders(await answer(request));
}

function knownHost(request: Request, port: number): boolean {
  const host = (request.headers.get('host') ?? '').toLowerCase();
  return ['127.0.0.1', 'localhost'].some(
    (name) => host === `${name}:${port}` || (port === 80 && host === name),
  );
}

/** `Origin` names another origin than this one. Clients that are no browsers send none. */
function foreignOrigin(request: Request, port: number): boolean {
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  return !['127.0.0.1', 'localhost'].some(
    (name) => origin === `http://${name}:${port}` || (port === 80 && origin === `http://${name}`),
  );
}

/**
 * A browser says that a page of elsewhere asks. Another port of this machine counts as the same site
 * for cookies, so the cookie's `SameSite` alone does not stop that one.
 */
function foreignFetch(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  return site === 'cross-site' || site === 'same-site';
}

const formLimit = 4096;

async function formKey(request: Request): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? formLimit + 1) > formLimit) return null;
  return new URLSearchParams(await request.text()).get('key');
}

function refuse(request: Request, name: ErrorName): Response {
  return errorEnvelope(
    new CredoError(name),
    preferredLanguage(request.headers.get('accept-language')),
  );
}
