import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { helloRequest, pullQuery, snapshotQuery } from '../../../shared/sync/protocol.ts';
import { hello } from '../sync/hello.ts';
import { pull } from '../sync/pull.ts';
import { push } from '../sync/push.ts';
import { snapshot } from '../sync/snapshot.ts';
import { streamedLines } from '../sync/streamed.ts';
import { parse, readJson } from './answers.ts';
import type { CentralApp, CentralParts } from './central-app.ts';
import { readPush } from './push-body.ts';

const compress = promisify(gzip);

/** Hello, push, pull, snapshot and events. */
export function bindSync(app: CentralApp, { centre, blobs, events }: CentralParts): void {
  app.post('/sync/hello', async (context) => {
    const request = await readJson(context.req.raw, helloRequest);
    return context.json(await hello(centre, context.get('session'), request));
  });
  app.post('/sync/push', async (context) => {
    const session = context.get('session');
    const request = await readPush(context.req.raw);
    const { answer, orphanBlobs } = await push(centre, session, request);
    for (const sha256 of orphanBlobs) await blobs.remove(session.companyId, sha256);
    return context.json(answer);
  });
  app.get('/sync/pull', async (context) => {
    const query = parse(pullQuery, context.req.query());
    const text = await pull(centre, context.get('session'), query);
    const headers = {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'no-store',
    };
    // A poll with nothing new is a few bytes; compressing would make it larger and later.
    const worthIt = text.length > 1_400 && context.req.header('accept-encoding')?.includes('gzip');
    if (!worthIt) return new Response(text, { headers });
    return new Response(Uint8Array.from(await compress(text, { level: 1 })), {
      headers: { ...headers, 'content-encoding': 'gzip' },
    });
  });
  app.get('/sync/snapshot', async (context) => {
    const query = parse(snapshotQuery, context.req.query());
    const lines = snapshot(centre, context.get('session'), query);
    // The first chunk is asked for before the answer begins, so that a refusal is one.
    const first = await lines.next();
    return streamedLines(context.req.raw, resumed(first.value ?? '', lines));
  });
  app.get('/sync/events', (context) => events.subscribe(context.get('session'), context.req.raw));
}

async function* resumed(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
