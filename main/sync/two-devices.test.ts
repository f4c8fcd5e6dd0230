import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { canonicalJson } from '../../shared/sync/canonical-json.ts';
import { type Operation, operationHash } from '../../shared/sync/operation.ts';
import { ApplicationStore } from '../backend/applications/application-store.ts';
import {
  asAttachments,
  candidatePost,
  requestCertificate,
  seedApplication,
  upload,
} from '../backend/certificates/test-certificates.ts';
import { sha256Hex } from './capture/change-capture.ts';
import { ToyCentre } from './testing/toy-centre.ts';
import { ToyDevice } from './testing/toy-device.ts';

let centre: ToyCentre;
let first: ToyDevice;
let second: ToyDevice;

beforeEach(() => {
  centre = new ToyCentre();
  first = new ToyDevice(2);
  second = new ToyDevice(3);
});
afterEach(() => {
  first.backend.dispose();
  second.backend.dispose();
});

function syncAll(): void {
  for (const device of [first, second]) device.push(centre);
  for (const device of [first, second]) device.pull(centre);
}

async function submitFile({ backend }: ToyDevice, token: string): Promise<void> {
  const file = await upload(backend, token);
  const { err_no } = await candidatePost(backend, degreeCertificate.submitResult.path, {
    token,
    attachments: asAttachments([file]),
  });
  expect(err_no).toBe(0);
}

function expectEqual(): void {
  expect([...second.rows()].sort()).toEqual([...first.rows()].sort());
  for (const device of [first, second]) {
    expect(device.outbox.count()).toMatchObject({ pending: 0, parked: 0 });
    const parked = device.backend.database.prepare('SELECT * FROM sync_parked').all();
    expect(parked).toEqual([]);
  }
}

describe('what a workstation writes', () => {
  it('reaches another one: candidate, application, certificate, files, verdict, history', async () => {
    seedApplication(first.backend);
    const { token, certificateId } = await requestCertificate(first.backend);
    await submitFile(first, token);
    await first.backend.call(degreeCertificate.updateReviewStatus, {
      certificate_id: certificateId,
      review_status: 1,
    });
    syncAll();
    expectEqual();
    const shown = await second.backend.call(degreeCertificate.getCertificateById, {
      certificate_id: certificateId,
    });
    expect(shown.results).toMatchObject({ resume_name: '宋海洋', status: 2, review_status: 1 });
    expect(second.backend.database.prepare('SELECT token FROM certificates').pluck().get()).toMatch(
      /^sha256:[0-9a-f]{64}$/,
    );
  });

  it('keeps edits of different fields, and the later of one field, whoever syncs first', () => {
    seedApplication(first.backend);
    syncAll();
    const set = (device: ToyDevice, column: string, value: string) =>
      device.backend.database.prepare(`UPDATE candidates SET ${column} = ?`).run(value);
    first.backend.clock.now += 1_000;
    set(first, 'email', 'first@example.com');
    set(first, 'phone', '1');
    second.backend.clock.now += 2_000;
    set(second, 'phone', '2');
    // Both clocks go on, so that no effective time is in the centre's future.
    for (const { backend } of [first, second]) backend.clock.now += 10_000;
    second.push(centre);
    syncAll();
    syncAll();
    expectEqual();
    const row = first.backend.database.prepare('SELECT email, phone FROM candidates').get();
    expect(row).toEqual({ email: 'first@example.com', phone: '2' });
    const conflicts = first.backend.database
      .prepare('SELECT conflict FROM sync_conflicts')
      .pluck()
      .all();
    expect(conflicts.map((text) => JSON.parse(String(text)).lost)).toContainEqual({ phone: '1' });
  });

  it('leaves an application in a place that somebody moved it to, not in half of two', () => {
    seedApplication(first.backend);
    syncAll();
    const set = ({ backend }: ToyDevice, sql: string) =>
      backend.database.exec(`UPDATE applications SET ${sql}`);
    const place = ({ backend }: ToyDevice) =>
      backend.database
        .prepare<[], Record<string, number>>(
          'SELECT stage_type_id, stage_id, step_id, list_state FROM applications',
        )
        .get();
    const before = place(first);
    first.backend.clock.now += 1_000;
    set(first, 'stage_id = 9, step_id = 0');
    second.backend.clock.now += 2_000;
    set(second, 'stage_type_id = 4');
    for (const { backend } of [first, second]) backend.clock.now += 10_000;
    syncAll();
    syncAll();
    expectEqual();
    expect(place(first)).toEqual({ ...before, stage_type_id: 4 });
  });

  it('does not take a move for an opening, which has to be said', () => {
    seedApplication(first.backend);
    syncAll();
    first.backend.clock.now += 1_000;
    first.backend.database.exec('UPDATE applications SET list_state = 2');
    second.backend.clock.now += 2_000;
    second.backend.database.exec('UPDATE applications SET stage_id = 9, step_id = 0');
    for (const { backend } of [first, second]) backend.clock.now += 10_000;
    syncAll();
    const id = first.backend.database.prepare('SELECT application_id FROM applications').pluck();
    const row = centre.rows.get(`applications ${id.get()}`);
    expect(row?.data).toMatchObject({ list_state: 2, stage_id: 8 });
  });

  it('keeps an edit that is not sent yet in front of what it pulls', () => {
    seedApplication(first.backend);
    syncAll();
    first.backend.database.exec(`UPDATE candidates SET phone = '1', email = 'a@example.com'`);
    second.backend.database.exec(`UPDATE candidates SET phone = '2'`);
    first.push(centre);
    second.pull(centre);
    expect(second.backend.database.prepare('SELECT phone, email FROM candidates').get()).toEqual({
      phone: '2',
      email: 'a@example.com',
    });
  });

  it('disputes verdicts that did not know of each other, until one resolves them', async () => {
    seedApplication(first.backend);
    const { token, certificateId } = await requestCertificate(first.backend);
    await submitFile(first, token);
    syncAll();
    const review = (device: ToyDevice, review_status: 1 | 3) =>
      device.backend.call(degreeCertificate.updateReviewStatus, {
        certificate_id: certificateId,
        review_status,
      });
    await review(first, 1);
    await review(second, 3);
    syncAll();
    syncAll();
    expectEqual();
    const status = (device: ToyDevice) =>
      device.backend.database
        .prepare(
          'SELECT c.review_status, a.degree_status FROM certificates c JOIN applications a USING (application_id)',
        )
        .get();
    expect(status(first)).toEqual({ review_status: 0, degree_status: 6 });
    expect(status(second)).toEqual(status(first));
    await review(second, 3);
    syncAll();
    expect(status(first)).toEqual({ review_status: 3, degree_status: 5 });
  });

  it('owes nothing for what it received', () => {
    seedApplication(first.backend);
    syncAll();
    expect(second.outbox.last).toBe(0);
  });

  it('groups the operations of a command, and takes a rolled-back one back', () => {
    const { database, platform } = first.backend;
    const store = new ApplicationStore(database, platform);
    const write = database.transaction(() => {
      store.createCandidate({ name: '王芳' });
      store.createPosition({ name: '会计' });
    });
    write();
    expect(() =>
      database.transaction(() => {
        store.createCandidate({ name: '李雷' });
        throw new Error('refused');
      })(),
    ).toThrow('refused');
    store.createCandidate({ name: '单田芳' });
    const operations = first.outbox.batchAfter(0);
    expect(operations.map(({ client_seq }) => client_seq)).toEqual([1, 2, 3]);
    expect(operations[0]?.tx_id).toBe(operations[1]?.tx_id);
    expect(operations[2]?.tx_id).not.toBe(operations[1]?.tx_id);
  });
});

describe('a push', () => {
  it('has each operation as its hash covers it', async () => {
    const { backend, outbox } = first;
    seedApplication(backend);
    await requestCertificate(backend);
    const store = new ApplicationStore(backend.database, backend.platform);
    store.createCandidate({ name: '王"芳\\\n\u0001\u2028😀' });
    backend.database.exec(`UPDATE candidates SET email = 'a@example.com', phone = ''`);
    const sent = outbox.batchAfter(0);
    expect(new Set(sent.map(({ command }) => command)).size).toBeGreaterThan(1);
    for (const { content, hash } of sent) {
      expect(content).toBe(canonicalJson(JSON.parse(content)));
      expect(hash).toBe(operationHash(JSON.parse(content) as Operation, sha256Hex));
    }
    const [{ token } = { token: '' }] = sent
      .filter(({ entity }) => entity === 'certificates')
      .map(({ content }) => (JSON.parse(content) as Operation).patch);
    expect(token).toMatch(/^sha256:/);
  });

  it('holds whole transactions up to the protocol’s limit, and a larger one goes in parts', () => {
    const { database, platform } = first.backend;
    const store = new ApplicationStore(database, platform);
    const create = database.transaction((count: number) => {
      for (let index = 0; index < count; index += 1) store.createCandidate({ name: '王芳' });
    });
    create(300);
    create(399);
    create(1);
    const sizes: number[] = [];
    for (let after = 0; ; ) {
      const batch = first.outbox.batchAfter(after);
      if (batch.length === 0) break;
      sizes.push(batch.length);
      after = batch.at(-1)?.client_seq ?? 0;
    }
    expect(sizes).toEqual([300, 400]);
    create(1_000);
    const parts = first.outbox.batchAfter(700);
    expect(parts.length).toBeLessThanOrEqual(500);
    expect(parts.length).toBeGreaterThan(0);
  });
});
