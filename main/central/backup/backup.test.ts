import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StartupError } from '../../hosting/startup-error.ts';
import { systemPlatform } from '../../platform.ts';
import { createTestCentre, type TestCentre } from '../testing/test-centre.ts';
import { candidate, type TestDevice } from '../testing/test-device.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';

let centre: TestCentre;
let copy: TestCentre;
beforeAll(async () => {
  [centre, copy] = [await createTestCentre(), await createTestCentre()];
});
afterAll(async () => {
  await centre.dispose();
  await copy.dispose();
});

const person = (device: TestDevice, id: string) =>
  device.op({ entity: 'candidates', id, patch: candidate(id) });

describe('a centre restored from a backup', () => {
  it('has everything of then, is noticed, and gets back what it lost', async () => {
    const company = await centre.company();
    const a = await centre.device(company);
    const file = randomBytes(3_000);
    const sha256 = createHash('sha256').update(file).digest('hex');
    await a.request('PATCH', `/sync/blobs/${sha256}`, file, {
      'upload-offset': '0',
      'upload-length': '3000',
    });
    await a.push(person(a, '1'), person(a, '2'));
    await a.pull();
    const early = { ...a.cursors };
    const folder = join(centre.dataFolder, 'backup');
    expect(await backup(centre.database, centre.dataFolder, folder)).toBeGreaterThan(10);
    const lost = [person(a, '3'), person(a, '4')];
    const [before] = await a.push(...lost);
    const b = await centre.device(company);
    await b.push(person(b, '5'));
    await a.pull();

    await restore(copy.database, systemPlatform, copy.dataFolder, folder);
    const restored = await copy.again();
    a.app = restored.app;
    copy.clock.now = centre.clock.now;
    await a.signIn();
    const epoch = a.last?.streams.company.epoch;
    const common = early.company.seq;
    const rewound = await a.hello();
    expect(rewound).toMatchObject({ accepted_client_seq: 2 });
    expect(rewound.streams.company.cursor).toBe('rewound');
    expect(rewound.streams.company.epoch).not.toBe(epoch);
    expect(rewound.streams.company.ended_epochs).toEqual([[epoch, common]]);
    expect(await a.push(...lost)).toMatchObject([
      { outcome: 'applied', repeated: false, seq: before?.seq },
      { outcome: 'applied', repeated: false },
    ]);
    const ids = (await a.snapshot()).flatMap((line) =>
      line.type === 'row' && line.entity === 'candidates' ? [line.id] : [],
    );
    expect(ids.sort()).toEqual(['1', '2', '3', '4']);
    const response = await a.request('GET', `/sync/blobs/${sha256}`);
    expect(Buffer.from(await response.arrayBuffer()).equals(file)).toBe(true);
    // Who had nothing newer goes on from the cursor, in the new epoch.
    a.cursors.company = early.company;
    expect((await a.hello()).streams.company.cursor).toBe('known');
    expect((await a.pull()).map(({ id }) => id)).toEqual(['3', '4']);
    // The spaces of devices that it forgot are not given out again.
    a.incarnation = randomUUID();
    await a.hello({ id_space: null });
    expect(a.space).toBeGreaterThan(b.space + 900);
    const opened = await copy.device(company);
    expect(opened.uid).toBeGreaterThan(b.uid);
  });

  it('is not made from a folder that is no whole backup', async () => {
    const folder = join(centre.dataFolder, 'cut');
    await backup(centre.database, centre.dataFolder, folder);
    await expect(backup(centre.database, centre.dataFolder, folder)).rejects.toThrow(StartupError);
    const rows = async () => (await copy.database`SELECT count(*) AS count FROM op`)[0]?.count;
    const before = await rows();
    writeFileSync(join(folder, 'op.copy.gz'), randomBytes(50));
    const attempt = () => restore(copy.database, systemPlatform, copy.dataFolder, folder);
    await expect(attempt()).rejects.toThrow();
    rmSync(join(folder, 'backup.json'));
    await expect(attempt()).rejects.toThrow(StartupError);
    expect(await rows()).toBe(before);
  });
});

describe('a greeting', () => {
  it('tells a cursor that is not of this history', async () => {
    const a = await centre.device(await centre.company());
    await a.push(person(a, '1'));
    await a.pull();
    const { seq } = a.cursors.company;
    const state = async (company: { seq: number; hash: string }) => {
      const { streams } = await a.hello({ cursors: { company, user: a.cursors.user } });
      return streams.company.cursor;
    };
    expect(await state(a.cursors.company)).toBe('known');
    expect(await state({ seq, hash: 'f'.repeat(64) })).toBe('rewound');
    expect(await state({ seq: seq + 1, hash: 'f'.repeat(64) })).toBe('rewound');
  });

  it('claims a space that a restored centre forgot', async () => {
    const a = await centre.device(await centre.company());
    a.incarnation = randomUUID();
    expect((await a.hello({ id_space: 77 })).id_space).toBe(77);
    a.incarnation = randomUUID();
    expect((await a.hello({ id_space: 77 })).id_space).toBe(78);
  });
});
