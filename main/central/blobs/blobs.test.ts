import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestCentre, type TestCentre } from '../testing/test-centre.ts';
import type { TestDevice } from '../testing/test-device.ts';

let centre: TestCentre;
let company: number;
let a: TestDevice;
beforeAll(async () => {
  centre = await createTestCentre();
  company = await centre.company();
  a = await centre.device(company);
});
afterAll(() => centre.dispose());

function newFile(size = 5_000): { bytes: Buffer; sha256: string } {
  const bytes = randomBytes(size);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function patch(sha256: string, bytes: Uint8Array, offset: number, length: number) {
  return a.request('PATCH', `/sync/blobs/${sha256}`, bytes, {
    'upload-offset': String(offset),
    'upload-length': String(length),
  });
}

describe('files', () => {
  it('go on where they broke off, and are there once they are whole', async () => {
    const { bytes, sha256 } = newFile();
    const ask = async () => {
      const files = [{ sha256, size: bytes.length }];
      const response = await a.request('POST', '/sync/blobs/missing', { files });
      return ((await response.json()) as { missing: unknown[] }).missing;
    };
    expect(await ask()).toEqual([{ sha256, offset: 0 }]);
    expect((await patch(sha256, bytes.subarray(0, 2_000), 0, 5_000)).status).toBe(204);
    expect((await a.request('GET', `/sync/blobs/${sha256}`)).status).toBe(404);
    expect(await ask()).toEqual([{ sha256, offset: 2_000 }]);
    expect(await a.refusal(patch(sha256, bytes.subarray(1_000), 1_000, 5_000))).toMatchObject({
      status: 409,
      code: 'offset',
      offset: 2_000,
    });
    expect((await patch(sha256, bytes.subarray(2_000), 2_000, 5_000)).status).toBe(201);
    expect(await ask()).toEqual([]);
    const head = await a.request('HEAD', `/sync/blobs/${sha256}`);
    expect([head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual([
      '5000',
      '5000',
    ]);
    const whole = await a.request('GET', `/sync/blobs/${sha256}`);
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    const part = await a.request('GET', `/sync/blobs/${sha256}`, undefined, {
      range: 'bytes=4000-',
    });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 4000-4999/5000']);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(4_000))).toBe(true);
  });

  it('with a flipped byte are dropped and begin again', async () => {
    const { bytes, sha256 } = newFile();
    const flipped = Buffer.from(bytes);
    flipped[7] = (flipped[7] ?? 0) ^ 1;
    expect(await a.refusal(patch(sha256, flipped, 0, 5_000))).toMatchObject({
      status: 422,
      code: 'content_mismatch',
    });
    expect((await a.request('HEAD', `/sync/blobs/${sha256}`)).status).toBe(404);
    expect((await patch(sha256, bytes, 0, 5_000)).status).toBe(201);
    expect((await patch(sha256, bytes, 0, 5_000)).status).toBe(201);
  });

  it('that go on for longer than they said are refused', async () => {
    const { bytes, sha256 } = newFile();
    expect(await a.refusal(patch(sha256, bytes, 0, 4_000))).toMatchObject({ code: 'too_large' });
    expect((await patch(sha256, bytes, 0, 200 * 1024 ** 2)).status).toBe(413);
  });

  it('have names that lead nowhere else', async () => {
    for (const name of ['..%2f..%2fetc%2fpasswd', 'A'.repeat(64), 'abc']) {
      expect((await a.request('GET', `/sync/blobs/${name}`)).status, name).toBe(400);
    }
  });

  it('and operations wait where the quota is used up', async () => {
    const small = await centre.company('小公司');
    const b = await centre.device(small);
    await centre.database`UPDATE company SET limit_bytes = used_bytes + 3000
      WHERE company_id = ${small}`;
    const { bytes, sha256 } = newFile();
    const send = () =>
      b.request('PATCH', `/sync/blobs/${sha256}`, bytes, {
        'upload-offset': '0',
        'upload-length': '5000',
      });
    expect(await b.refusal(send())).toMatchObject({ status: 507, code: 'quota' });
    await centre.database`UPDATE company SET limit_bytes = used_bytes WHERE company_id = ${small}`;
    const operation = b.op({ entity: 'candidates', id: '1', patch: { tob_resume_id: '1' } });
    expect(await b.refusal(b.send([operation]))).toMatchObject({ status: 507, code: 'quota' });
    await centre.database`UPDATE company SET limit_bytes = 1000000 WHERE company_id = ${small}`;
    expect((await send()).status).toBe(201);
    expect(await b.push(operation)).toMatchObject([{ outcome: 'applied', repeated: false }]);
  });

  it('go with the person whom they were of, and with nobody else', async () => {
    const [own, shared] = [newFile(), newFile()];
    for (const { bytes, sha256 } of [own, shared]) await patch(sha256, bytes, 0, 5_000);
    const attach = (person: string, hashes: string[]) => {
      const ids = { position: a.newId(), application: a.newId(), certificate: a.newId() };
      const token = `sha256:${createHash('sha256').update(person).digest('hex')}`;
      return a.push(
        a.op({ entity: 'candidates', id: person, patch: { tob_resume_id: person } }),
        a.op({
          entity: 'positions',
          id: `${ids.position}`,
          patch: { tob_position_id: ids.position },
        }),
        a.op({
          entity: 'applications',
          id: `${ids.application}`,
          patch: {
            application_id: ids.application,
            tob_resume_id: person,
            tob_position_id: ids.position,
          },
        }),
        a.op({
          entity: 'certificates',
          id: `${ids.certificate}`,
          patch: { certificate_id: ids.certificate, application_id: ids.application, token },
        }),
        ...hashes.map((sha256) => {
          const id = a.newId();
          const patchOf = { attachment_id: id, certificate_id: ids.certificate, sha256 };
          return a.op({ entity: 'attachments', id: `${id}`, patch: patchOf });
        }),
      );
    };
    await attach('71', [own.sha256, shared.sha256]);
    await attach('72', [shared.sha256]);
    await a.push(a.op({ entity: 'candidates', id: '71', command: 'erase' }));
    expect((await a.request('GET', `/sync/blobs/${own.sha256}`)).status).toBe(404);
    expect((await a.request('GET', `/sync/blobs/${shared.sha256}`)).status).toBe(200);
    const folder = join(centre.dataFolder, 'blobs', String(company), 'blobs');
    const stored = readdirSync(folder, { recursive: true }).map(String);
    expect(stored.some((path) => path.endsWith(own.sha256))).toBe(false);
    for (const path of stored.filter((name) => /[0-9a-f]{64}$/.test(name))) {
      const digest = createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex');
      expect(path.endsWith(digest)).toBe(true);
    }
  });
});
