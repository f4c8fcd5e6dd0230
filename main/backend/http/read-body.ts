import { CredoError } from '../../../shared/errors.ts';

/**
 * Reads a body as UTF-8 text, up to a number of bytes.
 * @throws CredoError `payloadTooLarge` as soon as the limit is passed; `malformedRequest` where it is
 * not UTF-8 or breaks off
 */
export async function readText(request: Request, limit: number): Promise<string> {
  if (!request.body) return '';
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > limit) throw tooLarge(limit);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for await (const chunk of request.body) {
      size += chunk.byteLength;
      if (size > limit) throw tooLarge(limit);
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    if (error instanceof CredoError) throw error;
    throw new CredoError('malformedRequest', { reason: (error as Error).message });
  }
}

function tooLarge(limit: number): CredoError {
  return new CredoError('payloadTooLarge', { limit: `${Math.floor(limit / 1024)} KiB` });
}
