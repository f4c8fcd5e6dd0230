import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestCentre, type TestCentre } from '../testing/test-centre.ts';
import { candidate, TestDevice } from '../testing/test-device.ts';

let centre: TestCentre;
let ours: TestDevice;
let theirs: TestDevice;
const file = Buffer.from('学历证明');
const sha256 = createHash('sha256').update(file).digest('hex');
const mark = '绝密候选人';

beforeAll(async () => {
  centre = await createTestCentre();
  ours = await centre.device(await centre.company('甲公司'), 'administrator');
  theirs = await centre.device(await centre.company('乙公司'), 'administrator');
  await ours.push(
    ours.op({ entity: 'candidates', id: '1', patch: candidate('1', { name: mark }) }),
    ours.op({
      entity: 'settings',
      id: `[${ours.uid},"columns"]`,
      scope: 'user',
      patch: { uid: ours.uid, key: 'columns', value: JSON.stringify(mark), updated_at: 1 },
    }),
  );
  await upload(ours);
});
afterAll(() => centre.dispose());

function upload(device: TestDevice): Promise<Response> {
  return device.request('PATCH', `/sync/blobs/${sha256}`, file, {
    'upload-offset': '0',
    'upload-length': String(file.length),
  });
}

/** Every route, as another company's administrator would call it to get at our data. */
const routes = (): [method: string, path: string, body?: unknown][] => {
  const epoch = ours.last?.streams.company.epoch;
  return [
    ['POST', '/sync/hello', helloBody()],
    ['GET', `/sync/pull?stream=company&after=0&epoch=${theirs.last?.streams.company.epoch}`],
    ['GET', `/sync/pull?stream=company&after=0&epoch=${epoch}`],
    ['GET', `/sync/pull?stream=user&after=0&epoch=${theirs.last?.streams.user.epoch}`],
    ['GET', '/sync/snapshot?stream=company'],
    ['GET', '/sync/snapshot?stream=user'],
    ['POST', '/sync/blobs/missing', { files: [{ sha256, size: file.length }] }],
    ['HEAD', `/sync/blobs/${sha256}`],
    ['GET', `/sync/blobs/${sha256}`],
    ['PATCH', `/sync/blobs/${sha256}`, new Uint8Array(1)],
    ['GET', '/sync/devices'],
    ['GET', '/sync/users'],
    ['POST', `/sync/devices/${ours.deviceId}/revoke`],
    ['POST', `/sync/users/${ours.uid}`, { name: '坏人' }],
    ['POST', '/sync/invitations', { uid: ours.uid }],
    [
      'POST',
      '/sync/push',
      {
        incarnation: theirs.incarnation,
        operations: [
          theirs.op({ entity: 'candidates', id: '1', command: 'change', patch: { name: '改' } }),
        ],
      },
    ],
  ];
};

function helloBody() {
  return {
    incarnation: theirs.incarnation,
    id_space: ours.space,
    cursors: theirs.cursors,
    last_acked: 0,
    device_now: centre.clock.now,
    clock_epoch: 1,
    schema_v: 1,
    app_version: '1',
  };
}

it('keeps a company’s everything from another, at every endpoint', async () => {
  const known = new Set<string>();
  for (const [method, path, body] of routes()) {
    const response = await theirs.request(method, path, body, { 'accept-encoding': 'identity' });
    const text = await response.text();
    known.add(`${method} ${path.replace(/\?.*|[0-9a-f-]{36}.*|\d{5}|[0-9a-f]{64}/, '')}`);
    for (const secret of [mark, ours.deviceId, '甲公司', String(ours.uid)]) {
      expect(text, `${method} ${path}`).not.toContain(secret);
    }
    // A first byte of the same file is the other company's own upload, which begins at 0.
    if (method === 'PATCH') expect(response.status).toBe(400);
    expect(response.headers.get('upload-offset')).toBeNull();
  }
  const routed = centre.app.routes
    .filter(({ path, method }) => path.startsWith('/sync/') && method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.split(':')[0]}`)
    // How one gets a token; and events, which have a test of their own.
    .filter((route) => !/enrol|challenge|token|events/.test(route));
  for (const route of routed) {
    expect(
      [...known].some((called) => called.startsWith(route.replace(/\/$/, ''))),
      route,
    ).toBe(true);
  }
});

it('changed nothing of ours', async () => {
  const rows = (await ours.snapshot()).filter((line) => line.type === 'row');
  expect(rows.find(({ entity }) => entity === 'candidates')?.data.name).toBe(mark);
  expect((await ours.request('GET', '/sync/users')).status).toBe(200);
  expect((await ours.request('GET', `/sync/blobs/${sha256}`)).status).toBe(200);
});

it('gives the same file to both, each its own', async () => {
  expect((await upload(theirs)).status).toBe(201);
  expect((await theirs.request('GET', `/sync/blobs/${sha256}`)).status).toBe(200);
});

it('keeps a user’s settings from the colleagues', async () => {
  const colleague = new TestDevice(centre.app, centre.clock);
  const [{ company_id } = { company_id: 0 }] = await centre.database<{ company_id: number }[]>`
    SELECT company_id FROM company WHERE name = '甲公司'`;
  await colleague.enrol(await centre.invite(company_id));
  await colleague.hello();
  expect(JSON.stringify(await colleague.snapshot('user'))).not.toContain('columns');
  expect(JSON.stringify(await colleague.pull('user'))).not.toContain('columns');
  expect(JSON.stringify(await ours.pull('user'))).toContain('columns');
});

it('answers nobody without a token', async () => {
  const stranger = new TestDevice(centre.app, centre.clock);
  for (const [method, path, body] of [...routes(), ['GET', '/sync/events'] as const]) {
    const { status } = await stranger.request(method, path, body);
    expect(status, `${method} ${path}`).toBe(401);
  }
});

it('answers a revoked device nothing, at every endpoint', async () => {
  const [{ company_id } = { company_id: 0 }] = await centre.database<{ company_id: number }[]>`
    SELECT company_id FROM company WHERE name = '甲公司'`;
  const gone = await centre.device(company_id, 'administrator');
  expect((await ours.request('POST', `/sync/devices/${gone.deviceId}/revoke`)).status).toBe(200);
  for (const [method, path, body] of [...routes(), ['GET', '/sync/events'] as const]) {
    const response = await gone.request(method, path, body);
    expect(response.status, `${method} ${path}`).toBe(401);
    if (method !== 'HEAD') expect(await response.json()).toEqual({ code: 'revoked' });
  }
});
