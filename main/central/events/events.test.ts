import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestCentre, type TestCentre } from '../testing/test-centre.ts';
import { candidate, type TestDevice } from '../testing/test-device.ts';

let centre: TestCentre;
let company: number;
beforeAll(async () => {
  centre = await createTestCentre();
  company = await centre.company();
});
afterAll(() => centre.dispose());

interface Listening {
  /** The next event; undefined where the stream has ended. */
  next(): Promise<{ event: string; data: Record<string, unknown> } | undefined>;
  close(): Promise<void>;
}

async function listen(device: TestDevice, app = centre.app): Promise<Listening> {
  const own = device.app;
  device.app = app;
  const response = await device.request('GET', '/sync/events');
  device.app = own;
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  const next = async () => {
    while (!text.includes('\n\n')) {
      const { done, value } = await reader.read();
      if (done) return undefined;
      text += new TextDecoder().decode(value);
    }
    const [block = ''] = text.split('\n\n');
    text = text.slice(block.length + 2);
    const [, event = '', data = '{}'] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
    return { event, data: JSON.parse(data) as Record<string, unknown> };
  };
  return { next, close: () => reader.cancel() };
}

const operation = (device: TestDevice, id: string) =>
  device.op({ entity: 'candidates', id, patch: candidate(id) });

describe('events', () => {
  it('begin with where the streams stand, and tell of what comes, at every centre', async () => {
    const [a, b] = [await centre.device(company), await centre.device(company)];
    const other = await centre.again();
    const streams = [await listen(b), await listen(b, other.app)];
    for (const stream of streams) {
      const heads = [await stream.next(), await stream.next()];
      expect(heads.map((head) => [head?.event, head?.data.stream]).sort()).toEqual([
        ['head', 'company'],
        ['head', 'user'],
      ]);
    }
    const [result] = await a.push(operation(a, '1'));
    for (const stream of streams) {
      expect(await stream.next()).toEqual({
        event: 'head',
        data: { stream: 'company', head: result?.seq, epoch: b.last?.streams.company.epoch },
      });
      await stream.close();
    }
  });

  it('of another company say nothing', async () => {
    const [a, c] = [
      await centre.device(company),
      await centre.device(await centre.company('另一家')),
    ];
    const stream = await listen(c);
    await stream.next();
    await stream.next();
    await a.push(operation(a, '2'));
    const file = Buffer.from('材料');
    const sha256 = createHash('sha256').update(file).digest('hex');
    const sent = { 'upload-offset': '0', 'upload-length': String(file.length) };
    expect((await a.request('PATCH', `/sync/blobs/${sha256}`, file, sent)).status).toBe(201);
    const [own] = await c.push(operation(c, '3'));
    expect((await stream.next())?.data.head).toBe(own?.seq);
    await stream.close();
  });

  it('end for a device that is revoked, and when the centre stops', async () => {
    const [a, b] = [await centre.device(company), await centre.device(company)];
    const other = await centre.again();
    const revoked = await listen(a);
    const stopped = await listen(b, other.app);
    for (const stream of [revoked, stopped]) {
      await stream.next();
      await stream.next();
    }
    await a.request('POST', `/sync/devices/${a.deviceId}/revoke`);
    expect(await revoked.next()).toBeUndefined();
    await other.stop();
    expect(await stopped.next()).toBeUndefined();
    b.app = other.app;
    expect(await b.refusal(b.request('GET', '/sync/users'))).toMatchObject({
      status: 503,
      code: 'unavailable',
    });
    expect((await b.request('GET', '/readyz')).status).toBe(503);
    expect((await b.request('GET', '/healthz')).status).toBe(200);
  });
});

describe('metrics', () => {
  it('count without names or ids', async () => {
    const a = await centre.device(company);
    await a.push(operation(a, '4'));
    expect((await a.request('GET', '/metrics')).status).toBe(401);
    const text = await centre.centre.metrics.registry.metrics();
    expect(text).toMatch(/credo_central_operations_total\{outcome="applied"\} [1-9]/);
    expect(text).toContain('route="/sync/push",status="200"');
    expect(text).not.toContain(a.deviceId);
  });
});
