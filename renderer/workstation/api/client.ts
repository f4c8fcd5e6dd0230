import axios, { type AxiosResponse } from 'axios';
import type { Endpoint, RequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import { parseJson } from '../../../shared/json.ts';
import { currentLanguage, translate } from '../i18n/i18n.ts';
import { ApiError } from './api-error.ts';

/**
 * Relative URLs only: the same code runs on `http://127.0.0.1:<port>/` and on `app://credo/`, whose
 * absolute URLs axios refuses. The body stays text, because `JSON.parse` would round 64-bit ids.
 */
const http = axios.create({
  responseType: 'text',
  transformResponse: (body: string) => body,
  validateStatus: () => true,
  // There is no such cookie, and to look for it each call would wait for the browser's cookie store.
  xsrfCookieName: '',
});

export interface CallOptions {
  /** Gives the call up; it then rejects with what `isCancelled` recognises. */
  signal?: AbortSignal;
}

export interface UploadOptions extends CallOptions {
  /** Part of the body that has left, 0 to 1. */
  onProgress?: (part: number) => void;
}

/**
 * Calls an endpoint of the API.
 * @returns `results` of the envelope, checked by the endpoint's schema
 * @throws ApiError for a refusal, a fault, no answer, or an answer that cannot be read
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  request: RequestOf<E>,
  options: CallOptions = {},
): Promise<ResultsOf<E>> {
  const fields = request as Record<string, unknown>;
  return send(endpoint, options.signal, () =>
    endpoint.method === 'GET'
      ? http.get<string>(endpoint.path, {
          params: fields,
          headers: headers(),
          signal: options.signal,
        })
      : http.post<string>(endpoint.path, JSON.stringify(fields), {
          headers: { ...headers(), 'content-type': 'application/json' },
          signal: options.signal,
        }),
  );
}

/**
 * Calls a multipart endpoint with a form.
 * @throws ApiError like `call`
 */
export async function upload<E extends Endpoint>(
  endpoint: E,
  form: FormData,
  options: UploadOptions = {},
): Promise<ResultsOf<E>> {
  return send(endpoint, options.signal, () =>
    http.post<string>(endpoint.path, form, {
      headers: headers(),
      signal: options.signal,
      onUploadProgress: ({ loaded, total }) => options.onProgress?.(total ? loaded / total : 0),
    }),
  );
}

export interface DownloadOptions extends CallOptions {
  /** Bytes that have come so far. */
  onProgress?: (bytes: number) => void;
}

/** A file that the API answered with, under the name it gave. */
export interface DownloadedFile {
  name: string;
  content: Blob;
}

/**
 * Calls an endpoint that answers with a file. The browser keeps a large one on disk, not in memory.
 * @throws ApiError like `call`
 */
export async function download<E extends Endpoint>(
  endpoint: E,
  request: RequestOf<E>,
  options: DownloadOptions = {},
): Promise<DownloadedFile> {
  let response: AxiosResponse<Blob>;
  try {
    response = await http.post<Blob>(endpoint.path, JSON.stringify(request), {
      responseType: 'blob',
      headers: { ...headers(), accept: '*/*', 'content-type': 'application/json' },
      signal: options.signal,
      onDownloadProgress: ({ loaded }) => options.onProgress?.(loaded),
    });
  } catch (error) {
    if (isCancelled(error) || options.signal?.aborted) throw error;
    throw new ApiError('unreachable', translate('app:errors.unreachable'));
  }
  const { data, status } = response;
  const type = String(response.headers['content-type'] ?? '');
  const name = fileName(String(response.headers['content-disposition'] ?? ''));
  if (status !== 200 || type.startsWith('application/json') || name === undefined) {
    readEnvelope(endpoint, { ...response, data: await data.text() });
    throw unreadable(status);
  }
  return { name, content: data };
}

/** The name in a `Content-Disposition`, in its RFC 8187 form. */
function fileName(disposition: string): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  try {
    return encoded && decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** Whether a call ended because its signal was aborted: nothing to tell the user. */
export function isCancelled(error: unknown): boolean {
  return axios.isCancel(error) || (error instanceof DOMException && error.name === 'AbortError');
}

function headers(): Record<string, string> {
  return { accept: 'application/json', 'accept-language': currentLanguage() };
}

async function send<E extends Endpoint>(
  endpoint: E,
  signal: AbortSignal | undefined,
  request: () => Promise<AxiosResponse<string>>,
): Promise<ResultsOf<E>> {
  let response: AxiosResponse<string>;
  try {
    response = await request();
  } catch (error) {
    if (isCancelled(error) || signal?.aborted) throw error;
    throw new ApiError('unreachable', translate('app:errors.unreachable'));
  }
  return readEnvelope(endpoint, response);
}

function readEnvelope<E extends Endpoint>(
  endpoint: E,
  { data, status }: AxiosResponse<string>,
): ResultsOf<E> {
  const body = tryParse(data);
  if (!isEnvelope(body)) throw unreadable(status);
  if (body.err_no !== 0 || status >= 400) {
    const kind = status >= 400 ? 'failed' : 'refused';
    // What to do about an ended session is the screen's to say.
    const message = status === 401 ? fallback(status) : body.err_msg || fallback(status);
    throw new ApiError(kind, message, body.err_no, status);
  }
  const results = endpoint.results.safeParse(body.results);
  if (!results.success) {
    console.error(`${endpoint.path}: unexpected results`, results.error.issues);
    throw unreadable(status);
  }
  return results.data as ResultsOf<E>;
}

function tryParse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function isEnvelope(body: unknown): body is { err_no: number; err_msg: string; results: unknown } {
  return (
    typeof body === 'object' &&
    body !== null &&
    'results' in body &&
    'err_no' in body &&
    typeof body.err_no === 'number' &&
    'err_msg' in body &&
    typeof body.err_msg === 'string'
  );
}

function unreadable(status: number): ApiError {
  return status >= 400
    ? new ApiError('failed', fallback(status), 0, status)
    : new ApiError('unreadable', translate('app:errors.unreadable'), 0, status);
}

function fallback(status: number): string {
  return status === 401
    ? translate('app:errors.signIn')
    : translate('app:errors.failed', { status });
}
