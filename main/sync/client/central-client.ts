import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import axios, {
  type AxiosAdapter,
  type AxiosInstance,
  type AxiosRequestConfig,
  type AxiosResponse,
} from 'axios';
import type { z } from 'zod';
import {
  pushBody,
  type StreamScope,
  type WrittenOperation,
} from '../../../shared/sync/operation.ts';
import {
  blobHeaders,
  helloAnswer,
  type helloRequest,
  missingAnswer,
  type missingRequest,
  type PullLine,
  pullLine,
  pushAnswer,
  type SnapshotLine,
  snapshotLine,
} from '../../../shared/sync/protocol.ts';
import {
  challengeAnswer,
  enrolAnswer,
  type enrolRequest,
  tokenAnswer,
} from '../../../shared/sync/protocol-access.ts';
import { SyncError, type SyncErrorCode, syncErrors } from '../../../shared/sync/sync-errors.ts';
import type { DeviceKey } from './device-key.ts';

const compress = promisify(gzip);

/** Milliseconds without a byte before a request counts as lost. */
const timeout = 30_000;
/** A token is fetched anew this long before it ends, for clocks that differ a little. */
const tokenMargin = 60_000;

/** The centre could not be reached or did not answer as a centre does; trying again may help. */
export class CentralUnreachable extends Error {
  override readonly name = 'CentralUnreachable';
}

/** Something answered that is no centre, or one of another version. */
export class IncompatibleCentre extends CentralUnreachable {}

/** The centre's certificate is not to be trusted. */
export class UntrustedCentre extends CentralUnreachable {}

/** Codes of Node's TLS for a certificate that is expired, of another name, or of nobody known. */
const certificateProblem =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_|HOSTNAME_MISMATCH)/;

/** What carries requests; the machine's own network by default. Tests lose, cut and repeat them. */
export type Network = AxiosAdapter;

function connection(url: string, network: Network | undefined): AxiosInstance {
  return axios.create({
    baseURL: url,
    adapter: network ?? 'http',
    timeout,
    // A centre that moves is a new address to be typed in, never followed with a token in hand.
    maxRedirects: 0,
    maxBodyLength: Number.POSITIVE_INFINITY,
    maxContentLength: Number.POSITIVE_INFINITY,
    validateStatus: () => true,
  });
}

/**
 * Makes this machine a device of the company that a code belongs to.
 * @throws SyncError `code_invalid`, `upgrade_needed`, `too_many`; CentralUnreachable
 */
export async function enrol(
  url: string,
  request: z.input<typeof enrolRequest>,
  network?: Network,
): Promise<z.infer<typeof enrolAnswer>> {
  const response = await send(connection(url, network), {
    method: 'POST',
    url: '/sync/enrol',
    data: request,
  });
  return parse(enrolAnswer, response.data);
}

export interface ClientIdentity {
  readonly url: string;
  readonly serverId: string;
  readonly deviceId: string;
  readonly key: DeviceKey;
  readonly network?: Network | undefined;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** The centre's endpoints, for a device that has joined. Signs in by itself whenever it must. */
export class CentralClient {
  readonly #identity: ClientIdentity;
  readonly #http: AxiosInstance;
  #token: { value: string; until: number } | undefined;

  constructor(identity: ClientIdentity) {
    this.#identity = identity;
    this.#http = connection(identity.url, identity.network);
  }

  async hello(request: z.input<typeof helloRequest>): Promise<z.infer<typeof helloAnswer>> {
    return parse(helloAnswer, await this.#post('/sync/hello', request));
  }

  /** @throws SyncError `gap`, `fork`, `incarnation`, `quota`, `hash_mismatch` */
  async push(
    incarnation: string,
    operations: readonly WrittenOperation[],
  ): Promise<z.infer<typeof pushAnswer>> {
    const body = pushBody(incarnation, operations);
    return parse(pushAnswer, await this.#postText('/sync/push', body));
  }

  /** @throws SyncError `snapshot_needed`, `epoch` */
  pull(
    stream: StreamScope,
    after: number,
    epoch: string,
    signal?: AbortSignal,
  ): AsyncGenerator<PullLine> {
    return this.#lines(pullLine, '/sync/pull', { stream, after, epoch }, signal);
  }

  snapshot(
    stream: StreamScope,
    from: string | undefined,
    signal?: AbortSignal,
  ): AsyncGenerator<SnapshotLine> {
    const query = { stream, ...(from !== undefined && { from }) };
    return this.#lines(snapshotLine, '/sync/snapshot', query, signal);
  }

  /** The same answer as it comes over the network, for somebody else to read. */
  async snapshotBytes(
    stream: StreamScope,
    from: string | undefined,
    signal?: AbortSignal,
  ): Promise<{ body: Readable; compressed: boolean }> {
    const response = await this.#authorized({
      method: 'GET',
      url: '/sync/snapshot',
      params: { stream, ...(from !== undefined && { from }) },
      responseType: 'stream',
      decompress: false,
      headers: { 'accept-encoding': 'gzip' },
      ...(signal && { signal }),
    });
    const compressed = response.headers['content-encoding'] === 'gzip';
    return { body: response.data as Readable, compressed };
  }

  async missing(request: z.infer<typeof missingRequest>): Promise<z.infer<typeof missingAnswer>> {
    return parse(missingAnswer, await this.#post('/sync/blobs/missing', request));
  }

  /** Sends a file from an offset. @throws SyncError `offset`, `content_mismatch`, `locked`, `quota` */
  async upload(
    sha256: string,
    { offset, length, body }: { offset: number; length: number; body: Readable },
    signal?: AbortSignal,
  ): Promise<void> {
    await this.#authorized({
      method: 'PATCH',
      url: `/sync/blobs/${sha256}`,
      data: body,
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(length - offset),
        [blobHeaders.offset]: String(offset),
        [blobHeaders.length]: String(length),
      },
      ...(signal && { signal }),
    });
  }

  /** A file's bytes from an offset; undefined where the centre does not have it yet. */
  async download(
    sha256: string,
    offset: number,
    signal?: AbortSignal,
  ): Promise<Readable | undefined> {
    try {
      const response = await this.#authorized({
        method: 'GET',
        url: `/sync/blobs/${sha256}`,
        responseType: 'stream',
        headers: offset > 0 ? { range: `bytes=${offset}-` } : {},
        ...(signal && { signal }),
      });
      return response.data as Readable;
    } catch (error) {
      if (error instanceof SyncError && error.code === 'not_found') return undefined;
      throw error;
    }
  }

  /** Ends a device's access: this one's own, or one of the company's for an administrator. */
  async revoke(deviceId: string): Promise<void> {
    await this.#post(`/sync/devices/${deviceId}/revoke`, {});
  }

  /** The stream of hints (SSE), as text chunks. */
  async events(signal: AbortSignal): Promise<Readable> {
    const response = await this.#authorized({
      method: 'GET',
      url: '/sync/events',
      responseType: 'stream',
      timeout: 0,
      signal,
    });
    return response.data as Readable;
  }

  #post(url: string, body: unknown): Promise<unknown> {
    return this.#postText(url, JSON.stringify(body));
  }

  async #postText(url: string, text: string): Promise<unknown> {
    const large = text.length > 1_400;
    const response = await this.#authorized({
      method: 'POST',
      url,
      data: large ? await compress(text, { level: 1 }) : text,
      headers: {
        'content-type': 'application/json',
        ...(large && { 'content-encoding': 'gzip' }),
      },
    });
    return response.data;
  }

  async *#lines<Schema extends z.ZodType>(
    schema: Schema,
    url: string,
    params: Record<string, unknown>,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<z.infer<Schema>> {
    const response = await this.#authorized({
      method: 'GET',
      url,
      params,
      responseType: 'stream',
      headers: { 'accept-encoding': 'gzip' },
      ...(signal && { signal }),
    });
    const input = response.data as Readable;
    const reader = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
    let failure: unknown;
    input.once('error', (error) => {
      failure = error;
      reader.close();
    });
    try {
      for await (const line of reader) {
        if (line !== '') yield parse(schema, JSON.parse(line));
      }
    } catch (error) {
      if (error instanceof SyntaxError) throw new CentralUnreachable('cut', { cause: error });
      throw error;
    } finally {
      input.destroy();
    }
    if (failure) throw new CentralUnreachable('cut', { cause: failure });
  }

  async #authorized(config: AxiosRequestConfig): Promise<AxiosResponse> {
    const attempt = async () =>
      send(this.#http, {
        ...config,
        headers: { ...config.headers, authorization: `Bearer ${await this.#signIn()}` },
      });
    try {
      return await attempt();
    } catch (error) {
      const stale = error instanceof SyncError && error.code === 'unauthorized';
      // A body that was streamed away cannot be sent twice.
      if (!stale || (typeof config.data === 'object' && 'pipe' in config.data)) throw error;
      this.#token = undefined;
      return attempt();
    }
  }

  async #signIn(): Promise<string> {
    const { key, serverId, deviceId, now } = this.#identity;
    if (this.#token && this.#token.until > now()) return this.#token.value;
    const asked = await send(this.#http, {
      method: 'POST',
      url: '/sync/challenge',
      data: { device_id: deviceId },
    });
    const { challenge } = parse(challengeAnswer, asked.data);
    const signature = key.sign(serverId, deviceId, challenge);
    const started = now();
    const answered = await send(this.#http, {
      method: 'POST',
      url: '/sync/token',
      data: { device_id: deviceId, challenge, signature },
    });
    const { token } = parse(tokenAnswer, answered.data);
    // By the device's own clock: the two may differ by hours.
    this.#token = { value: token, until: started + 10 * 60_000 - tokenMargin };
    return token;
  }
}

/** @throws SyncError for a refusal of the centre's, CentralUnreachable for everything else */
async function send(http: AxiosInstance, config: AxiosRequestConfig): Promise<AxiosResponse> {
  let response: AxiosResponse;
  try {
    response = await http.request(config);
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string };
    if (certificateProblem.test(code)) throw new UntrustedCentre(message, { cause: error });
    throw new CentralUnreachable(message, { cause: error });
  }
  if (response.status >= 200 && response.status < 300) return response;
  const body = await bodyOf(response.data);
  const { code, ...details } = body as { code?: string };
  if (code !== undefined && code in syncErrors) {
    throw new SyncError(code as SyncErrorCode, details);
  }
  throw new CentralUnreachable(`HTTP ${response.status}`);
}

async function bodyOf(data: unknown): Promise<object> {
  try {
    if (typeof data === 'object' && data !== null && 'pipe' in data) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of data as Readable) chunks.push(chunk as Uint8Array);
      return JSON.parse(Buffer.concat(chunks).toString('utf8')) as object;
    }
    return typeof data === 'object' && data !== null ? data : {};
  } catch {
    return {};
  }
}

/** What is not what the protocol says came from something that is not a centre. */
function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new IncompatibleCentre('not an answer of a Credo centre', { cause: parsed.error });
}
