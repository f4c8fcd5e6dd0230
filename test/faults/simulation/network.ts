import { AsyncLocalStorage } from 'node:async_hooks';
import { PassThrough, Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { AxiosError, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import type { Network } from '../../../main/sync/client/central-client.ts';
import { schemaVersion } from '../../../shared/sync/operation.ts';
import { syncErrors } from '../../../shared/sync/sync-errors.ts';
import type { Player, Turns } from './turns.ts';

/**
 * What happens to one request.
 * - `lost`: it never arrives. - `answer-lost`: it takes effect, and nobody hears so.
 * - `twice`: it arrives twice. - `late`: its sender gives up; it arrives after other requests.
 * - `cut`: the answer (or an upload) breaks off. - `flip`: one byte of a file is another.
 * - `fails`: the centre dies before it commits.
 */
export const networkFaults = [
  'lost',
  'answer-lost',
  'twice',
  'late',
  'cut',
  'flip',
  'fails',
] as const;
export type NetworkFault = (typeof networkFaults)[number];

/** The device's process ends here; nothing of it runs any more. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

export type Fetch = (request: Request) => Response | Promise<Response>;

/** Of the request that is being answered, for what the centre's database does meanwhile. */
export interface Answering {
  readonly path: string;
  readonly fails: boolean;
  /** Waits before the commit. */
  gate?: { reached(): void; open: Promise<void> } | undefined;
}
export const answering = new AsyncLocalStorage<Answering>();

/** What one device's requests go through. */
export interface Line {
  /** Whether it reaches the centre at all. */
  up: boolean;
  /** The centre is newer than the program, and refuses its greeting. */
  old: boolean;
  /** The next requests' fates; without one, all goes well. */
  readonly faults: (NetworkFault | undefined)[];
  /** Called before a request is sent and after it was answered; may throw `Killed`. */
  at(point: 'send' | 'answer', path: string): void;
  /** Of its next push. */
  gate?: Answering['gate'];
}

/** The simulated network of a world: devices' lines to one centre, which may be exchanged. */
export class SimulatedNetwork {
  /** By kind: how many requests it happened to. */
  readonly faults: Partial<Record<NetworkFault, number>> = {};
  readonly #turns: Turns;
  #fetch: Fetch;
  readonly #late: { after: number; deliver: () => Promise<Response> }[] = [];
  readonly #streams = new Map<Line, PassThrough>();
  requests = 0;
  /** Event streams go silent, without an end. */
  silent = false;

  constructor(fetch: Fetch, turns: Turns) {
    this.#fetch = fetch;
    this.#turns = turns;
  }

  /** The centre was started anew: what it was answering is gone. */
  serve(fetch: Fetch): void {
    this.#fetch = fetch;
    for (const stream of this.#streams.values()) stream.destroy(new Error('reset'));
    this.#streams.clear();
  }

  /** A hint to every device that listens, or to nobody while streams are silent. */
  hint(): void {
    if (this.silent) return;
    for (const stream of this.#streams.values()) stream.write('event: head\ndata: {}\n\n');
  }

  heartbeat(): void {
    if (this.silent) return;
    for (const stream of this.#streams.values()) stream.write('event: heartbeat\ndata: {}\n\n');
  }

  of(line: Line, player: Player): Network {
    return async (config) => {
      const url = urlOf(config);
      if (url.pathname === '/sync/events') return this.#events(line, config);
      // What it sends is there before its turn comes: nothing else is waited for within it.
      const body = await bodyOf(config.data);
      line.at('send', url.pathname);
      return this.#turns.take(player, () => this.#request(line, config, url, body));
    };
  }

  async #request(
    line: Line,
    config: InternalAxiosRequestConfig,
    url: URL,
    body: Uint8Array<ArrayBuffer> | undefined,
  ): Promise<AxiosResponse> {
    const { pathname: path } = url;
    this.requests += 1;
    await this.#deliverLate();
    if (!line.up) throw failure(config, 'offline');
    const fault = line.faults.shift();
    if (fault) this.faults[fault] = (this.faults[fault] ?? 0) + 1;
    if (fault === 'lost') throw failure(config, 'lost');
    const guarded = path === '/sync/push' || path.startsWith('/sync/blobs/');
    const sent = guarded ? distorted(body, fault) : body;
    if (line.old && path === '/sync/hello') return refusal(config);
    const send = () => this.#send(config, url, sent, fault, line);
    if (fault === 'late') {
      this.#late.push({ after: this.requests + 2, deliver: send });
      throw failure(config, 'late');
    }
    if (fault === 'twice') await drained(await send());
    const response = await send();
    const answer = await read(response);
    line.at('answer', path);
    if (fault === 'answer-lost') throw failure(config, 'answer lost');
    return answerOf(config, response, answer, fault);
  }

  /** What is on its way still arrives. */
  async deliverAll(): Promise<void> {
    for (const { deliver } of this.#late.splice(0)) await drained(await deliver());
  }

  async #deliverLate(): Promise<void> {
    const due = this.#late.filter(({ after }) => after <= this.requests);
    for (const one of due) {
      this.#late.splice(this.#late.indexOf(one), 1);
      await drained(await one.deliver());
    }
  }

  async #send(
    config: InternalAxiosRequestConfig,
    url: URL,
    body: Uint8Array<ArrayBuffer> | undefined,
    fault: NetworkFault | undefined,
    line: Line,
  ): Promise<Response> {
    const headers = new Headers();
    for (const [name, value] of Object.entries(config.headers.toJSON())) {
      if (name.toLowerCase() !== 'accept-encoding') headers.set(name, String(value));
    }
    const method = (config.method ?? 'get').toUpperCase();
    const upload = fault === 'cut' && method === 'PATCH' && body;
    const request = new Request(url, {
      method,
      headers,
      ...(body && { body: upload ? brokenOff(body) : body }),
      ...(upload && { duplex: 'half' }),
    } as RequestInit);
    const { pathname: path } = url;
    const gate = path === '/sync/push' ? line.gate : undefined;
    if (gate) line.gate = undefined;
    return answering.run({ path, fails: fault === 'fails', gate }, async () =>
      this.#fetch(request),
    );
  }

  #events(line: Line, config: InternalAxiosRequestConfig): AxiosResponse {
    line.at('send', '/sync/events');
    if (!line.up) throw failure(config, 'offline');
    this.#streams.get(line)?.destroy();
    const stream = new PassThrough();
    stream.on('error', () => {});
    this.#streams.set(line, stream);
    config.signal?.addEventListener?.('abort', () => stream.destroy());
    if (!this.silent) stream.write('event: head\ndata: {}\n\n');
    return { data: stream, status: 200, statusText: '', headers: {}, config };
  }
}

function urlOf({ baseURL = '', url = '', params = {} }: InternalAxiosRequestConfig): URL {
  const whole = new URL(url, baseURL);
  for (const [name, value] of Object.entries(params as object)) {
    whole.searchParams.set(name, String(value));
  }
  return whole;
}

function failure(config: InternalAxiosRequestConfig, what: string): AxiosError {
  return new AxiosError(what, 'ECONNRESET', config);
}

async function bodyOf(data: unknown): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (data === undefined || data === null) return undefined;
  if (typeof data === 'string') return new TextEncoder().encode(data);
  if (data instanceof Readable) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of data) chunks.push(chunk as Uint8Array);
    return Uint8Array.from(Buffer.concat(chunks));
  }
  return Uint8Array.from(data as Uint8Array);
}

/** Of a centre that no longer takes what this version sends. */
function refusal(config: InternalAxiosRequestConfig): AxiosResponse {
  const data = { code: 'upgrade_needed', oldest: schemaVersion + 1 };
  return { data, status: syncErrors.upgrade_needed, statusText: '', headers: {}, config };
}

/** Flipping is for what has a hash of its own: files and operations. TLS is for the rest. */
function distorted(body: Uint8Array<ArrayBuffer> | undefined, fault: NetworkFault | undefined) {
  if (!body || fault !== 'flip' || body.length === 0) return body;
  const flipped = Uint8Array.from(body);
  const place = Math.floor(body.length / 2);
  flipped[place] = (flipped[place] ?? 0) ^ 1;
  return flipped;
}

function brokenOff(body: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(body.slice(0, Math.floor(body.length / 2)));
    },
    pull(controller) {
      controller.error(new Error('cut'));
    },
  });
}

async function drained(response: Response): Promise<void> {
  await response.arrayBuffer().catch(() => undefined);
}

async function read(response: Response): Promise<Buffer> {
  const bytes = Buffer.from(await response.arrayBuffer());
  return response.headers.get('content-encoding') === 'gzip' ? gunzipSync(bytes) : bytes;
}

function answerOf(
  config: InternalAxiosRequestConfig,
  response: Response,
  bytes: Buffer,
  fault: NetworkFault | undefined,
): AxiosResponse {
  const headers = Object.fromEntries(response.headers);
  const { status } = response;
  const isFile = headers['content-type'] === 'application/octet-stream';
  const flipped = isFile ? Buffer.from(distorted(Uint8Array.from(bytes), fault) ?? []) : bytes;
  const cut = fault === 'cut' && bytes.length > 1;
  const sent = cut ? flipped.subarray(0, Math.floor(flipped.length / 2)) : flipped;
  if (config.responseType !== 'stream') {
    return { data: sent.toString('utf8'), status, statusText: '', headers, config };
  }
  const data = new PassThrough();
  data.on('error', () => {});
  data.write(sent);
  if (cut) {
    // A connection that breaks may look like an end, or like an error.
    if (bytes.length % 2 === 0) data.end();
    else setImmediate(() => data.destroy(new Error('cut')));
  } else data.end();
  return { data, status, statusText: '', headers, config };
}
