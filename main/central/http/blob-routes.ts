import { Readable } from 'node:stream';
import { z } from 'zod';
import { blobHeaders, missingRequest, sha256Hex } from '../../../shared/sync/protocol.ts';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import { parse, readJson } from './answers.ts';
import type { CentralApp, CentralContext, CentralParts } from './central-app.ts';

const byteCount = z.coerce.number().pipe(z.int().min(0));

/** Files by content: what is missing, uploads that go on where they broke off, downloads. */
export function bindBlobs(app: CentralApp, { blobs }: CentralParts): void {
  app.post('/sync/blobs/missing', async (context) => {
    const { files } = await readJson(context.req.raw, missingRequest);
    const { companyId } = context.get('session');
    return context.json({ missing: await blobs.missing(companyId, files) });
  });
  // Hono answers HEAD with GET's route, so one handler tells the two apart.
  app.get('/sync/blobs/:sha256', async (context) => {
    const { companyId } = context.get('session');
    const sha256 = parse(sha256Hex, context.req.param('sha256'));
    if (context.req.method === 'HEAD') {
      const state = await blobs.state(companyId, sha256);
      if (!state) return new Response(null, { status: 404 });
      return new Response(null, { headers: uploadHeaders(state) });
    }
    return download(context, blobs, companyId, sha256);
  });
  app.patch('/sync/blobs/:sha256', async (context) => {
    const { companyId } = context.get('session');
    const sha256 = parse(sha256Hex, context.req.param('sha256'));
    const offset = parse(byteCount, context.req.header(blobHeaders.offset));
    const length = parse(byteCount, context.req.header(blobHeaders.length));
    const body = context.req.raw.body;
    const state = await blobs.receive(companyId, sha256, {
      offset,
      length,
      body: (body ?? []) as AsyncIterable<Uint8Array>,
    });
    const status = state.offset === state.length ? 201 : 204;
    return new Response(null, { status, headers: uploadHeaders(state) });
  });
}

function uploadHeaders({ offset, length }: { offset: number; length: number }) {
  return {
    [blobHeaders.offset]: String(offset),
    ...(length >= 0 && { [blobHeaders.length]: String(length) }),
    'cache-control': 'no-store',
  };
}

/** A whole file, or from `Range: bytes=<offset>-` where a download broke off. */
async function download(
  context: CentralContext,
  blobs: CentralParts['blobs'],
  companyId: number,
  sha256: string,
): Promise<Response> {
  const range = /^bytes=(\d+)-$/.exec(context.req.header('range') ?? '')?.[1];
  const start = Number(range ?? 0);
  const file = await blobs.read(companyId, sha256, start);
  if (!file) throw new SyncError('not_found');
  const headers: Record<string, string> = {
    'content-type': 'application/octet-stream',
    'content-length': String(file.size - start),
    'cache-control': 'no-store',
  };
  if (range !== undefined)
    headers['content-range'] = `bytes ${start}-${file.size - 1}/${file.size}`;
  return new Response(Readable.toWeb(file.stream) as ReadableStream<Uint8Array>, {
    status: range === undefined ? 200 : 206,
    headers,
  });
}
