import { candidateErrors } from '../../shared/candidate-errors.ts';

/** What became of a request. */
export type Outcome<Results> =
  | { ok: true; results: Results }
  /** The connection failed or broke off: worth trying again. */
  | { ok: false; reason: 'network' }
  /** The server cannot right now; try again after `seconds`. */
  | { ok: false; reason: 'busy'; message: string; seconds: number }
  /** The server refuses, in its own words. */
  | { ok: false; reason: 'refused'; errNo: number; message: string };

interface SendOptions {
  headers: Record<string, string>;
  body?: FormData | string;
  onProgress?: (share: number) => void;
  /** The answer is the results themselves, without an envelope. */
  bare?: boolean;
}

/** Without a sign of life for this long, a transfer is taken for dead: phones do not always notice. */
const silence = { transferring: 45_000, answering: 120_000 };

/** Sends a request by XMLHttpRequest, the only way to see an upload's progress on every phone. */
export function send<Results>(
  method: string,
  url: string,
  options: SendOptions,
): { outcome: Promise<Outcome<Results>>; cancel: () => void } {
  const request = new XMLHttpRequest();
  const outcome = new Promise<Outcome<Results>>((resolve) => {
    let watchdog = 0;
    const alive = (milliseconds: number) => {
      window.clearTimeout(watchdog);
      watchdog = window.setTimeout(() => request.abort(), milliseconds);
    };
    const finish = (result: Outcome<Results>) => {
      window.clearTimeout(watchdog);
      resolve(result);
    };
    request.open(method, url);
    request.setRequestHeader('accept', 'application/json');
    for (const name of Object.keys(options.headers)) {
      request.setRequestHeader(name, String(options.headers[name]));
    }
    const { onProgress } = options;
    if (onProgress) {
      request.upload.onprogress = (event) => {
        alive(silence.transferring);
        if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
      };
      request.upload.onload = () => {
        alive(silence.answering);
        onProgress(1);
      };
    }
    request.onload = () => finish(answer(request, options.bare === true));
    request.onerror = () => finish({ ok: false, reason: 'network' });
    request.onabort = () => finish({ ok: false, reason: 'network' });
    alive(silence.transferring);
    request.send(options.body ?? null);
  });
  return { outcome, cancel: () => request.abort() };
}

function answer<Results>(request: XMLHttpRequest, bare: boolean): Outcome<Results> {
  let body: { err_no?: number; err_msg?: string; results?: Results } | null;
  try {
    body = JSON.parse(request.responseText);
  } catch {
    // A proxy's or a hotspot's own page, or half an answer.
    return { ok: false, reason: 'network' };
  }
  if (!body || typeof body !== 'object') return { ok: false, reason: 'network' };
  if (request.status === 200 && bare && body.err_no === undefined) {
    return { ok: true, results: body as Results };
  }
  if (request.status === 200 && body.err_no === 0) {
    return { ok: true, results: body.results as Results };
  }
  const message = body.err_msg || '';
  if (body.err_no === candidateErrors.uploadInterrupted.number)
    return { ok: false, reason: 'network' };
  if (request.status === 429 || request.status >= 500) {
    const seconds = Number(request.getResponseHeader('retry-after')) || 10;
    return { ok: false, reason: 'busy', message, seconds };
  }
  return { ok: false, reason: 'refused', errNo: body.err_no || 0, message };
}
