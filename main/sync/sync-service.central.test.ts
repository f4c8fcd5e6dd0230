import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import {
  asAttachments,
  candidatePost,
  requestCertificate,
  seedApplication,
  upload,
} from '../backend/certificates/test-certificates.ts';
import { createTestBackend, type TestBackend, testPlatform } from '../backend/test-backend.ts';
import { SecretStore } from '../backend/workspace/secret-store.ts';
import { createTestCentre, type TestCentre } from '../central/testing/test-centre.ts';
import { systemScheduler } from '../delivery/scheduler.ts';
import { silentLogger } from '../logger.ts';
import { DeviceState } from './device-state.ts';
import { SyncService } from './sync-service.ts';

interface Workstation {
  readonly backend: TestBackend;
  readonly sync: SyncService;
}

let centre: TestCentre;
let company: number;
let server: ServerType;
let url: string;
let seed = 10;
const workstations: Workstation[] = [];

beforeAll(async () => {
  centre = await createTestCentre();
  server = createAdaptorServer({ fetch: centre.app.fetch });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
beforeEach(async () => {
  company = await centre.company();
});
afterEach(async () => {
  for (const { backend, sync } of workstations.splice(0)) {
    await sync.stop();
    backend.dispose();
  }
});
afterAll(async () => {
  server.close();
  await centre.dispose();
});

function open(): Workstation {
  seed += 1;
  const platform = testPlatform(centre.clock, seed);
  const backend = createTestBackend({ platform });
  const sync = new SyncService({
    database: backend.database,
    blobs: backend.blobs,
    secrets: new SecretStore(`${backend.dataFolder}/secrets.json`),
    live: backend.live,
    platform,
    scheduler: systemScheduler,
    logger: silentLogger,
    appVersion: '0.1.0',
    erasePerson: () => {},
  });
  const workstation = { backend, sync };
  workstations.push(workstation);
  return workstation;
}

async function join({ backend, sync }: Workstation): Promise<void> {
  const code = await centre.invite(company);
  const request = { url, code, deviceName: '工作站', userName: '周敏' };
  await sync.join(request, backend.workspace.user.uid);
  await sync.syncNow();
}

async function submitted({ backend }: Workstation): Promise<number> {
  seedApplication(backend);
  const { token, certificateId } = await requestCertificate(backend);
  const file = await upload(backend, token);
  await candidatePost(backend, degreeCertificate.submitResult.path, {
    token,
    attachments: asAttachments([file]),
  });
  return certificateId;
}

it('brings what a workspace wrote before it joined to the next one, files included', async () => {
  const [first, second] = [open(), open()];
  await submitted(first);
  await join(first);
  expect(first.sync.status()).toMatchObject({ state: 'current', pending: 0, parked: 0 });
  await join(second);
  expect(second.sync.status()).toMatchObject({ state: 'current', parked: 0, files: { down: 0 } });
  const ids = ({ backend }: Workstation) =>
    backend.database.prepare('SELECT certificate_id FROM certificates').pluck().all();
  expect(ids(second)).toEqual(ids(first));
  const shown = await second.backend.call(degreeCertificate.getCertificateById, {
    certificate_id: Number(ids(second)[0]),
  });
  expect(shown.results).toMatchObject({ resume_name: '宋海洋', status: 2 });
  const { attachments = [] } = shown.results ?? {};
  expect(attachments).toHaveLength(1);
  const sha256 = String(second.backend.database.prepare('SELECT sha256 FROM blobs').pluck().get());
  const blob = await first.backend.blobs.folder.path(sha256);
  expect(blob).not.toBe(second.backend.blobs.folder.path(sha256));
});

it('exchanges edits, and joins the work of both', async () => {
  const [first, second] = [open(), open()];
  await submitted(first);
  await join(first);
  await join(second);
  second.backend.database.exec(`UPDATE candidates SET phone = '13900001111'`);
  await second.sync.syncNow();
  await first.sync.syncNow();
  expect(first.backend.database.prepare('SELECT phone FROM candidates').pluck().all()).toContain(
    '13900001111',
  );
  expect(second.sync.outbox.count()).toMatchObject({ pending: 0, parked: 0 });
});

it('moves its cursor with the answers, and pulls nothing that it made itself', async () => {
  const [first, second] = [open(), open()];
  await submitted(first);
  await join(first);
  const pulled = async () => {
    const { values } = await centre.centre.metrics.rowsSent.get();
    return values.find(({ labels }) => labels.answer === 'pull')?.value ?? 0;
  };
  const cursor = ({ backend }: Workstation) => new DeviceState(backend.database).cursor('company');
  const before = await pulled();
  const { seq } = cursor(first);
  first.backend.database.exec(`UPDATE candidates SET phone = '13900002222'`);
  await first.sync.syncNow();
  expect(await pulled()).toBe(before);
  expect(cursor(first).seq).toBeGreaterThan(seq);
  // With somebody else's in between, all that follows is pulled.
  await join(second);
  second.backend.database.exec(`UPDATE candidates SET email = 'a@example.com'`);
  await second.sync.syncNow();
  first.backend.database.exec(`UPDATE candidates SET phone = '13900003333'`);
  for (const { sync } of [first, second, first]) await sync.syncNow();
  expect(cursor(second)).toEqual(cursor(first));
  const shown = ({ backend }: Workstation) =>
    backend.database.prepare('SELECT phone, email FROM candidates').all();
  expect(shown(first)).toEqual(shown(second));
  expect(shown(first)[0]).toEqual({ phone: '13900003333', email: 'a@example.com' });
  const numbers = ({ backend }: Workstation) =>
    backend.database.prepare('SELECT entity, id, seq, deleted FROM sync_rows ORDER BY 1, 2').all();
  expect(numbers(first)).toEqual(numbers(second));
});

it('is offline while the centre is away, loses nothing, and goes on by itself', async () => {
  const first = open();
  await join(first);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    (server as { closeAllConnections?: () => void }).closeAllConnections?.();
  });
  seedApplication(first.backend);
  await first.sync.syncNow();
  expect(first.sync.status()).toMatchObject({ state: 'offline', reason: 'unreachable' });
  expect(first.sync.status().pending).toBeGreaterThan(0);
  server = createAdaptorServer({ fetch: centre.app.fetch });
  await new Promise<void>((resolve) =>
    server.listen(Number(new URL(url).port), '127.0.0.1', resolve),
  );
  await first.sync.syncNow();
  expect(first.sync.status()).toMatchObject({ state: 'current', pending: 0 });
});
