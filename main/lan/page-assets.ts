import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type CandidateDocument, candidateDocument } from './candidate-document.ts';

/** A file of the built page. */
export interface PageAsset {
  readonly type: string;
  /** Its name carries a hash of its content, so it never changes. */
  readonly immutable: boolean;
  readonly identity: Uint8Array<ArrayBuffer>;
  /** Compressed once, when it is first asked for: all of them at every start would delay it. */
  readonly compressed: Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>;
}

type Encoding = 'br' | 'gzip';

// The last two levels of Brotli take ten and twenty times as long, for a few hundredths of the size.
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
const encoders: Readonly<Record<Encoding, (content: Uint8Array) => Promise<Uint8Array>>> = {
  br: (content) => promisify(brotliCompress)(content, quality),
  gzip: (content) => promisify(gzip)(content),
};

export interface PageAssets {
  readonly document: CandidateDocument;
  /** By URL path, such as `/assets/index-3fa2.js`. */
  readonly files: ReadonlyMap<string, PageAsset>;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

/**
 * Reads the built candidate page into memory. Only what is in this map is ever served, so no
 * request can name another file.
 * @param folder such as `out/candidate`
 * @throws Error where the page was not built
 */
export function loadPageAssets(folder: string): PageAssets {
  let html: string;
  try {
    html = readFileSync(join(folder, 'index.html'), 'utf8');
  } catch (cause) {
    throw new Error(`the candidate page is not built (run: npm run build:candidate): ${folder}`, {
      cause,
    });
  }
  const files = new Map<string, PageAsset>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    const type = types[extname(name)];
    if (type === undefined || !statSync(file).isFile()) continue;
    const identity = new Uint8Array(readFileSync(file));
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    files.set(path, {
      type,
      immutable: path.startsWith('/assets/'),
      identity,
      compressed: new Map(),
    });
  }
  return { document: candidateDocument(html), files };
}

/** Answers with a file in the best encoding that the client takes. */
export async function assetResponse(asset: PageAsset, acceptEncoding: string): Promise<Response> {
  const accepted = acceptEncoding.toLowerCase().split(/[\s,;]+/);
  const encoding = (['br', 'gzip'] as const).find((one) => accepted.includes(one));
  const body = encoding ? await inEncoding(asset, encoding) : asset.identity;
  return new Response(body, {
    headers: {
      'content-type': asset.type,
      'content-length': String(body.byteLength),
      'cache-control': asset.immutable
        ? 'public, max-age=31536000, immutable'
        : 'public, max-age=3600',
      vary: 'accept-encoding',
      ...(encoding && { 'content-encoding': encoding }),
    },
  });
}

function inEncoding(asset: PageAsset, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  let made = asset.compressed.get(encoding);
  if (!made) {
    made = encoders[encoding](asset.identity).then((bytes) => new Uint8Array(bytes));
    made.catch(() => asset.compressed.delete(encoding));
    asset.compressed.set(encoding, made);
  }
  return made;
}
