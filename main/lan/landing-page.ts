import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type CodeProblem, candidatePagePath } from '../../shared/api/candidate-page.ts';
import { CredoError, errorMessage, errors } from '../../shared/errors.ts';
import { preferredLanguage } from '../../shared/language.ts';
import type { LanContext } from './lan-address.ts';
import type { RequestLimits } from './request-limits.ts';

/** A code and four digits, however they were typed. */
const formBytes = 1024;

/** What a form sends; the header may name a charset behind it. */
const formType = 'application/x-www-form-urlencoded';

interface Codes {
  openCode(code: string, phoneDigits: string): string | Promise<string>;
}

interface LandingParts {
  readonly limits: RequestLimits;
  /** The page, with what was wrong. */
  render(context: LanContext, problem?: CodeProblem): Response;
  addressOf(context: LanContext): string;
  /** The origin that browsers know the server by, in front of a proxy. */
  readonly publicOrigin: (() => string | undefined) | undefined;
}

/**
 * The landing page that SMS name: it takes a code and the last four digits of a phone number and
 * leads to the request's page. A plain form, so it works where the script does not.
 */
export function registerLandingPage(
  app: Hono<{ Bindings: HttpBindings }>,
  codes: Codes,
  { limits, render, addressOf, publicOrigin }: LandingParts,
): void {
  const page = (context: LanContext, problem?: CodeProblem) => {
    const response = render(context, problem);
    // Its address holds no token; without a referrer a browser would not name the form's origin.
    response.headers.set('referrer-policy', 'same-origin');
    return response;
  };

  app.get('/', (context) => page(context));

  app.post('/', bodyLimit({ maxSize: formBytes, onError: tooLarge }), async (context) => {
    requireSameOrigin(context, publicOrigin?.());
    const form = new URLSearchParams(await context.req.text());
    const code = (form.get('code') ?? '').slice(0, 40);
    try {
      const phone = (form.get('phone') ?? '').slice(0, 40);
      const token = await openCounted(codes, limits, addressOf(context), code, phone);
      return context.redirect(candidatePagePath(token), 303);
    } catch (error) {
      if (!(error instanceof CredoError)) throw error;
      const language = preferredLanguage(context.req.header('accept-language'));
      return page(context, {
        err_no: errors[error.code].number,
        err_msg: errorMessage(error.code, language, error.parameters),
        code,
      });
    }
  });
}

/** Opens a code; a wrong one counts as a guessed token of its address. */
async function openCounted(
  codes: Codes,
  limits: RequestLimits,
  address: string,
  code: string,
  phone: string,
): Promise<string> {
  await limits.admitToken(address, '');
  try {
    const token = await codes.openCode(code, phone);
    limits.rememberOpened(token);
    return token;
  } catch (error) {
    if (error instanceof CredoError) await limits.countUnknownToken(address);
    throw error;
  }
}

function tooLarge(): never {
  throw new CredoError('payloadTooLarge', { limit: `${formBytes} B` });
}

/** Another site's form is refused; browsers of years ago name no origin. */
function requireSameOrigin(context: LanContext, publicOrigin: string | undefined): void {
  const type = context.req.header('content-type') ?? '';
  if (type.split(';')[0]?.trim().toLowerCase() !== formType) {
    throw new CredoError('unsupportedMediaType', { expected: formType });
  }
  const origin = context.req.header('origin');
  const own = new URL(context.req.url).origin;
  const site = context.req.header('sec-fetch-site');
  const known = origin === undefined || origin === own || origin === publicOrigin;
  const foreign = !known || site === 'cross-site';
  if (foreign) throw new CredoError('unauthorized');
}
