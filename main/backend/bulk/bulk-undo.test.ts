import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  exportBulkResults,
  pauseBulkJob,
  retryBulkJob,
  startBulkJob,
  undoBulkJob,
} from '../../../shared/api/bulk.ts';
import { listUndoableRequests } from '../../../shared/api/certificates.ts';
import { getApplication } from '../../../shared/api/process.ts';
import { saveWorkspace } from '../../../shared/api/workspace.ts';
import { errors } from '../../../shared/errors.ts';
import { createTestDelivery, type TestDelivery } from '../../delivery/test-delivery.ts';
import { startTestSmtpServer, type TestSmtpServer } from '../../delivery/test-smtp-server.ts';
import { check, job, newKey, seedPeople, sendChange, told } from './test-bulk.ts';

const people = [
  { name: '白一', email: 'bai@example.com', phone: '13800138000' },
  { name: '陈二', email: 'chen@example.com' },
];

let server: TestSmtpServer;
let delivery: TestDelivery;
let ids: number[];
beforeEach(async () => {
  server = await startTestSmtpServer();
  delivery = createTestDelivery({ smtpUrl: server.url });
  await delivery.backend.call(saveWorkspace, { company_name: '云图' });
  ids = seedPeople(delivery.backend, people);
});
afterEach(async () => {
  await delivery.dispose();
  await server.close();
});

/** Sends to everybody with ten seconds to take it back, and waits until every row is done. */
async function send(idle = true): Promise<number> {
  const { backend } = delivery;
  const change = await sendChange(backend, {
    undo_seconds: 10,
    sms_to_candidate: 1,
    sms_to_candidate_content: '{{candidate_name}}',
  });
  const { job_id } = await check(backend, change, { application_ids: ids });
  await backend.call(startBulkJob, { job_id });
  if (idle) await backend.bulk.idle();
  return job_id;
}
const undo = (job_id: number) =>
  delivery.backend.call(undoBulkJob, { job_id, client_key: newKey() });
const states = () =>
  delivery.backend.database.prepare('SELECT state FROM outbox ORDER BY message_id').pluck().all();
const degree = async (application_id: number | undefined) => {
  const { results } = await delivery.backend.call(getApplication, {
    application_id: application_id ?? 0,
  });
  return results.degreeCertificate?.status ?? 0;
};

it('leaves nothing out of the house before its seconds are over, and then everything', async () => {
  const job_id = await send();
  expect(await job(delivery.backend, job_id)).toMatchObject({
    ...{ state: 'finished', can_undo: true, undo_seconds_left: 11 },
  });
  // Offered as one thing, not request by request.
  expect((await delivery.backend.call(listUndoableRequests, {})).results).toEqual([]);
  await delivery.advance(10_000);
  expect(server.accepted).toEqual([]);
  await delivery.advance(1_500);
  expect(server.accepted).toHaveLength(2);
  expect(await job(delivery.backend, job_id)).toMatchObject({
    ...{ can_undo: false, undo_seconds_left: 0 },
  });
  expect((await undo(job_id)).err_no).toBe(errors.requestNotUndoable.number);
});

it('is taken back whole, as if no request had been made, and once', async () => {
  const job_id = await send();
  await delivery.advance(9_000);
  const undone = (await undo(job_id)).results;
  // However long the undo takes: nothing leaves under its hands.
  await delivery.advance(60_000);
  await delivery.backend.bulk.idle();
  await delivery.advance(60_000);
  expect(server.accepted).toEqual([]);
  expect(states()).toEqual(['cancelled', 'cancelled', 'cancelled']);
  expect(await told(delivery.backend, undone.job_id)).toEqual(['白一 done', '陈二 done']);
  expect([await degree(ids[0]), await degree(ids[1])]).toEqual([0, 0]);
  expect(await job(delivery.backend, job_id)).toMatchObject({
    ...{ undone_by: undone.job_id, can_undo: false },
  });
  expect((await undo(job_id)).err_no).toBe(errors.bulkNothingToUndo.number);
  const withheld = delivery.backend.database.prepare('SELECT COUNT(*) FROM withheld_batches');
  expect(withheld.pluck().get()).toBe(0);
});

it('is stopped and taken back while it still runs', async () => {
  const job_id = await send(false);
  const undone = (await undo(job_id)).results;
  await delivery.backend.bulk.idle();
  await delivery.advance(60_000);
  expect(server.accepted).toEqual([]);
  expect((await job(delivery.backend, job_id)).state).toBe('cancelled');
  expect((await job(delivery.backend, undone.job_id)).state).toBe('finished');
  expect([await degree(ids[0]), await degree(ids[1])]).toEqual([0, 0]);
});

it('goes on being taken back after a stop in the middle, and nothing leaves before', async () => {
  const job_id = await send();
  const { backend } = delivery;
  const undone = (await undo(job_id)).results;
  await backend.call(pauseBulkJob, { job_id: undone.job_id });
  await backend.bulk.idle();
  // As a stop leaves it: running, its rows waiting.
  backend.database
    .prepare("UPDATE bulk_jobs SET state = 'running' WHERE job_id = ?")
    .run(undone.job_id);
  await backend.delivery.stop();
  await backend.reminders.stop();
  const { dataFolder } = backend;
  backend.close();
  delivery = createTestDelivery({ dataFolder, smtpUrl: server.url });
  delivery.scheduler.clock.now += 60_000;
  await delivery.backend.bulk.idle();
  await delivery.advance(60_000);
  expect(server.accepted).toEqual([]);
  expect((await job(delivery.backend, undone.job_id)).state).toBe('finished');
  expect(states()).toEqual(['cancelled', 'cancelled', 'cancelled']);
  backend.dispose();
});

it('lets one stay that a candidate has opened, and says so', async () => {
  const job_id = await send();
  const { backend } = delivery;
  const token = backend.database
    .prepare<[], string>('SELECT token FROM certificates ORDER BY certificate_id LIMIT 1')
    .pluck()
    .get() as string;
  backend.candidateView.noteOpened(token);
  const undone = (await undo(job_id)).results;
  await backend.bulk.idle();
  expect(await told(backend, undone.job_id)).toEqual([
    '白一 refused requestNotUndoable',
    '陈二 done',
  ]);
  await delivery.advance(60_000);
  expect(server.accepted).toHaveLength(1);
  const response = await backend.recruiterApp.request(exportBulkResults.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ job_id: undone.job_id }),
  });
  expect(await response.text()).toContain(errors.requestNotUndoable.message.zh);
});

it('sends what is tried again after the same seconds, and takes back that alone', async () => {
  const { backend } = delivery;
  ids.push(...seedPeople(backend, [{ name: '迟三', email: 'chi@example.com' }]));
  const job_id = await send(false);
  // Closed while the job is under way: it is left out, and tried again once it is restored.
  const close = backend.database.prepare(
    'UPDATE applications SET list_state = ? WHERE application_id = ?',
  );
  close.run(2, ids[2]);
  await backend.bulk.idle();
  expect((await job(backend, job_id)).counts).toMatchObject({ done: 2, skipped: 1 });
  await delivery.advance(11_500);
  expect(server.accepted).toHaveLength(2);

  close.run(1, ids[2]);
  const again = (await backend.call(retryBulkJob, { job_id })).results;
  expect(again).toMatchObject({ can_undo: true, undone_by: null });
  await backend.bulk.idle();
  await delivery.advance(9_000);
  expect(server.accepted).toHaveLength(2);
  const undone = (await undo(job_id)).results;
  await backend.bulk.idle();
  await delivery.advance(60_000);
  expect(server.accepted).toHaveLength(2);
  expect(await told(backend, undone.job_id)).toEqual(['迟三 done']);
  expect([await degree(ids[0]), await degree(ids[2])]).toEqual([1, 0]);
});

it('is not tried again once it was taken back', async () => {
  const { backend } = delivery;
  ids.push(...seedPeople(backend, [{ name: '迟三', email: 'chi@example.com' }]));
  const job_id = await send(false);
  backend.database
    .prepare('UPDATE applications SET list_state = 2 WHERE application_id = ?')
    .run(ids[2]);
  await backend.bulk.idle();
  await undo(job_id);
  await backend.bulk.idle();
  expect((await backend.call(retryBulkJob, { job_id })).err_no).toBe(errors.bulkWrongState.number);
  await delivery.advance(60_000);
  expect(server.accepted).toEqual([]);
});
