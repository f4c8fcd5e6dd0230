import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestCentre, type TestCentre } from '../testing/test-centre.ts';
import { TestDevice } from '../testing/test-device.ts';

let centre: TestCentre;
let company: number;
beforeAll(async () => {
  centre = await createTestCentre();
  company = await centre.company();
});
afterAll(() => centre.dispose());

const enrolBody = (code: string) => ({
  code,
  device_name: '工作站',
  public_key: 'A'.repeat(43),
  app_version: '1',
  schema_v: 1,
});

describe('enrolling', () => {
  it('takes a code once, however it is typed, and tells the company of the new user', async () => {
    const [a, b] = [await centre.device(company), new TestDevice(centre.app, centre.clock)];
    const code = await centre.invite(company, 'recruiter', '李雷');
    await b.enrol(code.toLowerCase().replaceAll('-', ' '));
    expect(await b.refusal(b.request('POST', '/sync/enrol', enrolBody(code)))).toMatchObject({
      status: 410,
      code: 'code_invalid',
    });
    const users = (await a.pull()).filter(({ entity }) => entity === 'users');
    expect(users.at(-1)).toMatchObject({ id: String(b.uid), changes: { name: '李雷' } });
  });

  it('stores no code, and refuses one that has expired like one that never was', async () => {
    const administrator = await centre.device(company, 'administrator');
    const response = await administrator.request('POST', '/sync/invitations', {
      user_name: '韩梅梅',
      hours: 1,
    });
    const { code } = (await response.json()) as { code: string };
    const stored = JSON.stringify(await centre.database`SELECT * FROM invitation`);
    expect(stored).not.toContain(code);
    expect(stored).not.toContain(code.replaceAll('-', ''));
    centre.clock.now += 3_600_001;
    const device = new TestDevice(centre.app, centre.clock);
    for (const wrong of [code, 'ABCD-EFGH-JKLM']) {
      const refusal = await device.refusal(device.request('POST', '/sync/enrol', enrolBody(wrong)));
      expect(refusal).toEqual({ status: 410, code: 'code_invalid' });
    }
  });

  it('tells an old device to update', async () => {
    const device = new TestDevice(centre.app, centre.clock);
    const body = { ...enrolBody(await centre.invite(company)), schema_v: 0 };
    expect((await device.request('POST', '/sync/enrol', body)).status).toBe(400);
  });

  it('slows down who guesses', async () => {
    const other = await centre.again();
    const device = new TestDevice(other.app, centre.clock);
    const codes: unknown[] = [];
    for (let tries = 0; tries < 31; tries += 1) {
      const answer = device.request('POST', '/sync/enrol', enrolBody('ABCD-EFGH-JKLM'));
      codes.push((await device.refusal(answer)).code);
    }
    expect(codes.slice(0, 30)).not.toContain('too_many');
    expect(codes.at(-1)).toBe('too_many');
  });
});

describe('signing in', () => {
  it('needs the device’s own key, a challenge counts once, and a token lasts ten minutes', async () => {
    const a = await centre.device(company);
    const { deviceId: device_id } = a;
    const ask = async () => {
      const response = await a.request('POST', '/sync/challenge', { device_id });
      return ((await response.json()) as { challenge: string }).challenge;
    };
    const token = (challenge: string, signature: string) =>
      a.request('POST', '/sync/token', { device_id, challenge, signature });
    const forged = generateKeyPairSync('ed25519').privateKey;
    const challenge = await ask();
    expect((await token(challenge, await a.signature(challenge, forged))).status).toBe(401);
    expect((await token(challenge, await a.signature(challenge))).status).toBe(401);
    const second = await ask();
    expect((await token(second, await a.signature(second))).status).toBe(200);
    centre.clock.now += 600_001;
    expect(await a.refusal(a.request('GET', '/sync/users'))).toMatchObject({
      code: 'unauthorized',
    });
    const late = await ask();
    centre.clock.now += 60_001;
    expect((await token(late, await a.signature(late))).status).toBe(401);
    await a.signIn();
    expect((await a.request('GET', '/sync/users')).status).toBe(200);
  });

  it('is not possible with a token that somebody changed', async () => {
    const [a, b] = [await centre.device(company), await centre.device(company)];
    const [body] = b.token.split('.');
    const [, signature] = a.token.split('.');
    a.token = `${body}.${signature}`;
    expect((await a.request('GET', '/sync/users')).status).toBe(401);
  });
});

describe('devices', () => {
  it('lose access with their next request, and do not get it back by signing in', async () => {
    const a = await centre.device(company, 'administrator');
    const b = await centre.device(company);
    expect((await a.request('POST', `/sync/devices/${b.deviceId}/revoke`)).status).toBe(200);
    expect(await b.refusal(b.request('GET', '/sync/users'))).toEqual({
      status: 401,
      code: 'revoked',
    });
    await expect(b.signIn()).rejects.toThrow('revoked');
    const response = await a.request('GET', '/sync/devices');
    const { devices } = (await response.json()) as { devices: Record<string, unknown>[] };
    expect(devices.find(({ device_id }) => device_id === b.deviceId)?.revoked_at).toBe(
      centre.clock.now,
    );
  });

  it('are the administrator’s to revoke, and each user’s own', async () => {
    const [a, b] = [await centre.device(company), await centre.device(company)];
    const revoke = (device: TestDevice, of: TestDevice) =>
      device.request('POST', `/sync/devices/${of.deviceId}/revoke`);
    expect((await revoke(a, b)).status).toBe(404);
    expect((await revoke(a, a)).status).toBe(200);
    for (const path of ['/sync/invitations', `/sync/users/${b.uid}`]) {
      const answer = b.request('POST', path, { user_name: 'x', name: 'y' });
      expect(await b.refusal(answer), path).toMatchObject({ status: 403, code: 'forbidden' });
    }
  });

  it('belong to users with roles, of whom one stays administrator', async () => {
    const own = await centre.company('另一家');
    const a = await centre.device(own, 'administrator');
    const b = await centre.device(own);
    const change = (uid: number, body: object) => a.request('POST', `/sync/users/${uid}`, body);
    expect((await change(b.uid, { role: 'reviewer', name: '赵四' })).status).toBe(200);
    expect((await change(a.uid, { role: 'recruiter' })).status).toBe(400);
    expect(await b.hello()).toMatchObject({ user: { name: '赵四', role: 'reviewer' } });
    expect((await b.pull()).at(-1)).toMatchObject({
      entity: 'users',
      changes: { name: '赵四', role: 'reviewer' },
    });
  });
});
