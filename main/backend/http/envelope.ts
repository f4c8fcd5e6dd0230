import type { Envelope } from '../../../shared/api/endpoint.ts';
import { CredoError, errorMessage, errors } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';

/** An answer of success. */
export function envelope(results: unknown): Response {
  return json({ err_msg: '', err_no: 0, results }, 200);
}

/**
 * An answer of refusal or fault: `CredoError` as the table of errors says, anything else as
 * `internal`, its details kept from the caller.
 */
export function errorEnvelope(error: unknown, language: Language): Response {
  const refusal = error instanceof CredoError ? error : new CredoError('internal');
  const { number, status } = errors[refusal.code];
  const body = {
    err_msg: errorMessage(refusal.code, language, refusal.parameters),
    err_no: number,
    results: null,
  };
  const response = json(body, status);
  if (refusal.code === 'tooManyRequests') {
    response.headers.set('retry-after', String(refusal.parameters.seconds ?? 1));
  }
  return response;
}

function json(body: Envelope<unknown>, status: number): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
