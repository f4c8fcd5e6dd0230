import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { getMimeType } from 'hono/utils/mime';

/** Answers a request from a folder; 404 with an empty body for what is not there. */
export type StaticFiles = (request: Request) => Promise<Response>;

export interface StaticFilesOptions {
  /** Headers of every answer. */
  headers?: Readonly<Record<string, string>>;
  /** The file for paths without an extension that name no file: the page of a single-page app. */
  fallback?: string;
  /** Compress text for clients that accept it; for listeners that are reached over a network. */
  compress?: boolean;
}

interface File {
  readonly path: string;
  readonly type: string;
  readonly tag: string;
  /** Named by a hash of its content (Vite's `assets/`), so it never changes. */
  readonly immutable: boolean;
}

const encoders = { br: promisify(brotliCompress), gzip: promisify(gzip) } as const;

/**
 * Serves the files of a folder as they are when this is called: GET and HEAD, conditional requests,
 * lasting caching for hashed assets. Only paths found in the folder then are ever read, so no path
 * in a request reaches outside it; hidden files and links are left out.
 * A missing folder serves nothing.
 */
export function createStaticFiles(folder: string, options: StaticFilesOptions = {}): StaticFiles {
  const files = new Map(listFiles(folder, ''));
  const compressed = new Map<string, Promise<Buffer>>();
  const headers = { 'x-content-type-options': 'nosniff', ...options.headers };

  async function body(file: File, encoding: keyof typeof encoders | undefined): Promise<Buffer> {
    if (!encoding) return readFile(file.path);
    const key = `${encoding} ${file.path}`;
    let made = compressed.get(key);
    if (!made) {
      made = readFile(file.path).then((content) => encoders[encoding](content));
      made.catch(() => compressed.delete(key));
      compressed.set(key, made);
    }
    return made;
  }

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response(null, { status: 405, headers: { ...headers, allow: 'GET, HEAD' } });
    }
    const path = requestPath(request.url);
    const file =
      files.get(path) ??
      (path.endsWith('/') ? files.get(`${path}index.html`) : undefined) ??
      (options.fallback && !/\.[^/]*$/.test(path) ? files.get(`/${options.fallback}`) : undefined);
    if (!file) {
      return new Response(null, { status: 404, headers: { ...headers, ...notStored } });
    }
    const encoding = options.compress ? acceptedEncoding(request, file) : undefined;
    const answer: Record<string, string> = {
      ...headers,
      'content-type': file.type,
      'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: file.tag,
      ...(options.compress ? { vary: 'accept-encoding' } : {}),
    };
    if (request.headers.get('if-none-match') === file.tag) {
      return new Response(null, { status: 304, headers: answer });
    }
    const content = await body(file, encoding);
    answer['content-length'] = String(content.byteLength);
    if (encoding) answer['content-encoding'] = encoding;
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(content), {
      headers: answer,
    });
  };
}

const notStored = { 'cache-control': 'no-store' };

/** A path that names no file, nor a page of the app, where it cannot be decoded. */
function requestPath(url: string): string {
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return '/.';
  }
}

function acceptedEncoding(request: Request, file: File): keyof typeof encoders | undefined {
  if (!/^(text\/|application\/(json|manifest\+json|wasm)|image\/svg)/.test(file.type)) return;
  const accepted = request.headers.get('accept-encoding') ?? '';
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(accepted)) return 'br';
  if (/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(accepted)) return 'gzip';
}

function* listFiles(folder: string, prefix: string): Generator<[string, File]> {
  let entries: ReturnType<typeof readFolder>;
  try {
    entries = readFolder(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    const address = `${prefix}/${entry.name}`;
    if (entry.isDirectory()) yield* listFiles(path, address);
    if (!entry.isFile()) continue;
    const { size, mtimeMs } = statSync(path);
    yield [
      address,
      {
        path,
        type: getMimeType(entry.name) ?? 'application/octet-stream',
        tag: `"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`,
        immutable: /^\/assets\/.+-[\w-]{8,}\.\w+$/.test(address),
      },
    ];
  }
}

function readFolder(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}
