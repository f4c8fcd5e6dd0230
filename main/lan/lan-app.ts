import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { uploadWithToken } from '../../shared/api/attachments.ts';
import type { CandidatePageData, CandidateRequest } from '../../shared/api/candidate-page.ts';
import { candidateTokenHeader } from '../../shared/candidate-page-names.ts';
import { CredoError, errorMessage, errors } from '../../shared/errors.ts';
import { type Language, preferredLanguage } from '../../shared/language.ts';
import { envelope, errorEnvelope } from '../backend/http/envelope.ts';
import type { Logger } from '../logger.ts';
import { addressOf as connectionAddress, type LanContext } from './lan-address.ts';
import { registerLandingPage } from './landing-page.ts';
import { isOpenedByPerson } from './opened-by-person.ts';
import { assetResponse, type PageAssets } from './page-assets.ts';
import type { RequestLimits } from './request-limits.ts';
import { securityHeaders } from './security-headers.ts';

/** What the candidates' server needs of the backend. */
export interface CandidateBackend {
  /** The candidate's endpoints of the API. */
  readonly candidateApp: Hono;
  /** The data behind `/c/<token>`. */
  readonly candidateView: {
    /** @throws CredoError `tokenInvalid` */
    candidateRequest(token: string): CandidateRequest | Promise<CandidateRequest>;
    /** Removes an upload that was not submitted. @throws CredoError */
    removeUpload(token: string, dfsFileName: string): void | Promise<void>;
    /** A person has opened the page. @throws CredoError `tokenInvalid` */
    noteOpened(token: string): void | Promise<void>;
    /** The token behind a code. @throws CredoError `codeRefused`, `codeLocked` */
    openCode(code: string, phoneDigits: string): string | Promise<string>;
    /** Records consent to a version of the text. @throws CredoError */
    agree(token: string, version: number, language: Language): void | Promise<void>;
  };
  /** The limits of uploads, as the settings have them. */
  readonly workspace: { readonly limits: { readonly fileBytes: number } };
}

/** How the server is reached, where that is not by its own address alone. */
export interface CandidateAccess {
  /** The caller's address that requests are counted under; the connection's by default. */
  readonly addressOf?: (context: LanContext) => string;
  /** The origin that browsers know it by, in front of a proxy. */
  readonly publicOrigin?: () => string | undefined;
}

/** What a multipart upload adds to its file: boundaries, headers, name and token. */
const multipartOverhead = 64 * 1024;

/** A version and a language. */
const consentBytes = 1024;

/** Bytes of a refusal; a larger JSON answer is none. */
const refusalBytes = 4 * 1024;

/** The routes of the candidates' server, of a workstation or of the centre, and nothing else. */
export function createLanApp(
  backend: CandidateBackend,
  assets: PageAssets,
  limits: RequestLimits,
  logger: Logger,
  { addressOf = connectionAddress, publicOrigin }: CandidateAccess = {},
): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.use(securityHeaders);
  app.use(async (context, next) => {
    await next();
    // The path may be a link: log what kind of request it was, never which.
    logger.debug(
      { method: context.req.method, route: context.req.routePath, status: context.res.status },
      'candidate request',
    );
  });
  app.use(async (context, next) => {
    // The page's own files come from memory, and the page that asks for patience needs them.
    if (!assets.files.has(context.req.path)) await limits.countRequest(addressOf(context));
    await next();
  });

  const withToken = <Result>(
    context: LanContext,
    token: string,
    work: () => Result | Promise<Result>,
  ) => countingUnknown(limits, addressOf(context), token, work);

  registerLandingPage(app, backend.candidateView, {
    limits,
    addressOf,
    publicOrigin,
    render: (context, problem) =>
      page(context, assets, { notice: 'home', ...(problem && { problem }) }, 200),
  });

  app.get('/c/:token', async (context) => {
    const token = context.req.param('token');
    const request = await withToken(context, token, () =>
      backend.candidateView.candidateRequest(token),
    );
    limits.rememberOpened(token);
    if (wantsHtml(context)) {
      if (isOpenedByPerson(context.req.raw)) await noteOpened(backend, token, logger);
      return page(context, assets, { request }, 200);
    }
    return context.json(request, 200, { vary: 'accept' });
  });

  app.delete('/c/:token/files', async (context) => {
    const token = context.req.param('token');
    const name = context.req.query('dfs_file_name') ?? '';
    await withToken(context, token, () => backend.candidateView.removeUpload(token, name));
    return envelope(null);
  });

  app.post('/c/:token/consent', bodyLimit({ maxSize: consentBytes }), async (context) => {
    const token = context.req.param('token');
    const { version, language } = readConsent(await context.req.text());
    await withToken(context, token, () => backend.candidateView.agree(token, version, language));
    return envelope(null);
  });

  const forward = async (context: LanContext): Promise<Response> => {
    const answer = await backend.candidateApp.fetch(context.req.raw);
    if (await isUnknownToken(answer)) await limits.countUnknownToken(addressOf(context));
    return answer;
  };
  app.use(uploadWithToken.path, async (context, next) => {
    const { fileBytes } = backend.workspace.limits;
    if (Number(context.req.header('content-length') ?? 0) > fileBytes + multipartOverhead) {
      throw new CredoError('attachmentTooLarge', {
        limit: `${Math.floor(fileBytes / 1024 / 1024)} MB`,
      });
    }
    await limits.countUpload(addressOf(context), claimedToken(context));
    await next();
  });
  for (const path of ['/atsng/*', '/webank/*']) {
    app.all(path, async (context) => {
      await limits.admitToken(addressOf(context), claimedToken(context));
      return forward(context);
    });
  }

  app.get('*', (context) => {
    const asset = assets.files.get(context.req.path);
    if (asset) return assetResponse(asset, context.req.header('accept-encoding') ?? '');
    if (context.req.path === '/favicon.ico') return new Response(null, { status: 204 });
    throw new CredoError('routeNotFound', { path: pathWithoutToken(context) });
  });
  for (const path of ['/', '/c/:token', '/c/:token/files', '/c/:token/consent']) {
    app.all(path, () => {
      throw new CredoError('methodNotAllowed');
    });
  }
  app.notFound((context) =>
    refuse(context, assets, new CredoError('routeNotFound', { path: pathWithoutToken(context) })),
  );
  app.onError((error, context) => {
    if (!(error instanceof CredoError)) {
      logger.error({ err: error, route: context.req.routePath }, 'fault');
    }
    return refuse(context, assets, error);
  });
  return app;
}

/** The candidate gets the page also where the disk does not take the note of it. */
async function noteOpened(
  { candidateView }: CandidateBackend,
  token: string,
  logger: Logger,
): Promise<void> {
  try {
    await candidateView.noteOpened(token);
  } catch (error) {
    logger.warn({ err: error }, 'an opened link was not noted');
  }
}

/** @throws CredoError `invalidParameter` */
function readConsent(text: string): { version: number; language: Language } {
  try {
    const { version, language } = JSON.parse(text) as { version?: unknown; language?: unknown };
    if (Number.isSafeInteger(version)) {
      return { version: version as number, language: language === 'en' ? 'en' : 'zh' };
    }
  } catch {
    // Not JSON: the same refusal.
  }
  throw new CredoError('invalidParameter', { field: 'version', reason: '' });
}

/** Does what needs a token, counting those that are unknown. */
async function countingUnknown<Result>(
  limits: RequestLimits,
  address: string,
  token: string,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  await limits.admitToken(address, token);
  try {
    return await work();
  } catch (error) {
    if (error instanceof CredoError && error.code === 'tokenInvalid') {
      await limits.countUnknownToken(address);
    }
    throw error;
  }
}

/** The token that a request to the API shows without its body being read. */
function claimedToken(context: LanContext): string {
  return context.req.header(candidateTokenHeader) ?? context.req.query('token') ?? '';
}

function wantsHtml(context: LanContext): boolean {
  return /\btext\/html\b/i.test(context.req.header('accept') ?? '');
}

function pathWithoutToken(context: LanContext): string {
  return context.req.path.replace(/^\/c\/[^/]+/, '/c/…').slice(0, 200);
}

/** A page for a browser; links are asked for by people, so HTML is also the answer to no `Accept`. */
function page(
  context: LanContext,
  assets: PageAssets,
  data: CandidatePageData,
  status: number,
): Response {
  const language = preferredLanguage(context.req.header('accept-language'));
  return new Response(assets.document.render(data, language), {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', vary: 'accept, accept-language' },
  });
}

/** A refusal in the form the caller asked for: a page for a browser's address bar, else the envelope. */
function refuse(context: LanContext, assets: PageAssets, error: unknown): Response {
  const language = preferredLanguage(context.req.header('accept-language'));
  if (!wantsHtml(context) || context.req.method !== 'GET') return errorEnvelope(error, language);
  const refusal = error instanceof CredoError ? error : new CredoError('internal');
  if (refusal.code === 'routeNotFound') return page(context, assets, { notice: 'notFound' }, 404);
  const { number, status } = errors[refusal.code];
  const seconds = Number(refusal.parameters.seconds ?? 0);
  const response = page(
    context,
    assets,
    {
      refusal: {
        err_no: number,
        err_msg: errorMessage(refusal.code, language, refusal.parameters),
        retry_after_seconds: seconds,
      },
    },
    // A browser's history and a proxy should see that there is nothing behind the address.
    status === 200 ? 404 : status,
  );
  if (seconds > 0) response.headers.set('retry-after', String(seconds));
  return response;
}

/** Whether an answer of the API is the refusal of an unknown token. */
async function isUnknownToken(answer: Response): Promise<boolean> {
  if (answer.status !== 200) return false;
  if (!answer.headers.get('content-type')?.startsWith('application/json')) return false;
  const text = await answer.clone().text();
  return text.length <= refusalBytes && JSON.parse(text).err_no === errors.tokenInvalid.number;
}
