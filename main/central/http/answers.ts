import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { z } from 'zod';
import { SyncError, syncErrors } from '../../../shared/sync/sync-errors.ts';
import { isDiskFull } from '../postgres/database.ts';

const inflate = promisify(gunzip);

/** The answer to what was thrown: a refusal's code, or the fault that it stands for. */
export function errorAnswer(error: unknown): Response {
  const refusal = toRefusal(error);
  const headers = new Headers();
  if (refusal.code === 'too_many' || refusal.code === 'unavailable') {
    headers.set('retry-after', String(refusal.details.seconds ?? 5));
  }
  const body = { code: refusal.code, ...refusal.details };
  return Response.json(body, { status: syncErrors[refusal.code], headers });
}

/** What an error is to a device; faults say nothing of themselves. */
export function toRefusal(error: unknown): SyncError {
  if (error instanceof SyncError) return error;
  if (isDiskFull(error) || (error as { code?: string }).code === 'ENOSPC') {
    return new SyncError('quota', {}, { cause: error });
  }
  const { code } = error as { code?: unknown };
  const unreachable = typeof code === 'string' && /^(CONNECT|ECONN|57P|08)/.test(code);
  return new SyncError(unreachable ? 'unavailable' : 'internal', {}, { cause: error });
}

/**
 * Reads a JSON body, compressed or not.
 * @param limit bytes, compressed and not
 * @throws SyncError `too_large`, `malformed` with the places that are wrong, never their values
 */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  limit = 64 * 1024,
): Promise<z.infer<Schema>> {
  return parse(schema, parseJson((await readBody(request, limit)).toString('utf8')));
}

/** @throws SyncError `malformed` */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw new SyncError('malformed', { issues: [''] });
  }
}

/** @throws SyncError `malformed` */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 5).map(({ path }) => path.join('.'));
  throw new SyncError('malformed', { issues });
}

/**
 * Reads a body, compressed or not.
 * @param limit bytes, compressed and not
 * @throws SyncError `too_large`, `malformed`
 */
export async function readBody(request: Request, limit: number): Promise<Buffer> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new SyncError('too_large');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit) throw new SyncError('too_large');
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (request.headers.get('content-encoding') !== 'gzip') return bytes;
  try {
    return await inflate(bytes, { maxOutputLength: limit });
  } catch (error) {
    const large = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new SyncError(large ? 'too_large' : 'malformed', large ? {} : { issues: [''] });
  }
}
