import { errors } from '../../../../shared/errors.ts';

/**
 * Why a file cannot be shown: `purged` its time was over, `missing` the workspace does not have it (any more), `corrupt` the
 * stored bytes fail their checksum, `damaged` its content cannot be drawn, `unreachable` no answer.
 */
export type FailureReason = 'purged' | 'missing' | 'corrupt' | 'damaged' | 'unreachable';

/** A file that cannot be shown. */
export class PreviewFailure extends Error {
  readonly reason: FailureReason;

  constructor(reason: FailureReason, options?: { cause?: unknown }) {
    super(`preview: ${reason}`, options);
    this.name = 'PreviewFailure';
    this.reason = reason;
  }
}

/**
 * The bytes of a file.
 * @param url of the file, same origin
 * @param signal stops the transfer
 * @throws PreviewFailure where the file cannot be had; the signal's reason where it was aborted
 */
export async function fetchFile(url: string, signal: AbortSignal): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new PreviewFailure('unreachable', { cause: error });
  }
  const failure = await responseFailure(response);
  if (failure) throw new PreviewFailure(failure);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    signal.throwIfAborted();
    throw new PreviewFailure('corrupt', { cause: error });
  }
}

/** An `<img>` only says that it failed; a second look at its address says why. */
export async function imageFailure(url: string, signal: AbortSignal): Promise<FailureReason> {
  try {
    const response = await fetch(url, { signal });
    const failure = await responseFailure(response);
    await response.body?.cancel();
    return failure ?? 'damaged';
  } catch {
    return 'unreachable';
  }
}

/** A download answers with the file, or with an envelope (whose business refusals are HTTP 200). */
async function responseFailure(response: Response): Promise<FailureReason | null> {
  const isEnvelope = response.headers.get('content-type')?.includes('application/json') ?? false;
  if (response.ok && !isEnvelope) return null;
  if (response.ok) {
    const { err_no } = (await response.json().catch(() => ({}))) as { err_no?: number };
    return err_no === errors.attachmentPurged.number ? 'purged' : 'missing';
  }
  await response.body?.cancel();
  if (response.status === 404) return 'missing';
  return response.status === 500 ? 'corrupt' : 'unreachable';
}
