import { afterEach, beforeEach, expect, it } from 'vitest';
import { check, newKey, seedPeople, sendChange } from '../../main/backend/bulk/test-bulk.ts';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import { listAudit } from '../../shared/api/audit.ts';
import {
  cancelBulkJob,
  chooseBulkItems,
  exportBulkResults,
  exportSelection,
  fixBulkItem,
  getBulkJob,
  listBulkItems,
  listBulkJobs,
  pauseBulkJob,
  preflight,
  resumeBulkJob,
  retryBulkJob,
  startBulkJob,
  undoBulkJob,
} from '../../shared/api/bulk.ts';
import type { Endpoint, RequestOf, ResultsOf } from '../../shared/api/endpoint.ts';
import { saveWorkspace } from '../../shared/api/workspace.ts';
import { errors } from '../../shared/errors.ts';

let backend: TestBackend;
let ids: number[];
beforeEach(() => {
  backend = createTestBackend();
  ids = seedPeople(backend, [{ name: '白一' }, { name: '陈二', application: { list_state: 2 } }]);
});
afterEach(() => backend.dispose());

/** Calls an endpoint; what it answers is what its schema says, in the envelope's key order. */
async function answer<E extends Endpoint>(
  endpoint: E,
  request: RequestOf<E>,
): Promise<ResultsOf<E>> {
  const envelope = await backend.call(endpoint, request);
  expect(Object.keys(envelope)).toEqual(['err_msg', 'err_no', 'results']);
  expect(envelope.err_msg).toBe('');
  return endpoint.results.parse(envelope.results) as ResultsOf<E>;
}

it('a job goes from its check to its undo, each answer as its schema says', async () => {
  const first = await answer(preflight, {
    client_key: newKey(),
    selection: { application_ids: ids },
    change: { action: 'eliminate' },
  });
  const { job_id } = first;
  expect(['checking', 'ready']).toContain(first.state);
  await backend.bulk.idle();
  expect((await answer(getBulkJob, { job_id })).findings).toEqual([
    { code: 'closed', level: 'blocker', label: '已淘汰或归档', total: 1, waiting: 0 },
  ]);
  const { dataList, pagination } = await answer(listBulkItems, { job_id, finding: 'closed' });
  expect(pagination).toEqual({ page: 1, size: 20, total: 1 });
  expect(dataList[0]).toMatchObject({ resume_name: '陈二', blocked: true, state: 'left_out' });
  const item_id = dataList[0]?.item_id ?? 0;
  await answer(chooseBulkItems, { job_id, item_ids: [item_id], include: 1 });
  const fixed = await answer(fixBulkItem, { job_id, item_id, resume_email: 'a@example.com' });
  expect(fixed.counts).toMatchObject({ waiting: 1, left_out: 1 });

  await answer(startBulkJob, { job_id, remark: '名额已满' });
  await answer(pauseBulkJob, { job_id });
  await answer(resumeBulkJob, { job_id });
  await backend.bulk.idle();
  const undone = await answer(undoBulkJob, { job_id, client_key: newKey() });
  await backend.bulk.idle();
  const { dataList: jobs } = await answer(listBulkJobs, {});
  expect(jobs.map((job) => [job.job_id, job.action, job.state])).toEqual([
    [undone.job_id, 'undo', 'finished'],
    [job_id, 'eliminate', 'finished'],
  ]);
  const draft = await answer(preflight, {
    client_key: newKey(),
    selection: { view: { stage_type_id: 3 } },
    change: { action: 'move', stage_id: 9 },
  });
  expect((await answer(cancelBulkJob, { job_id: draft.job_id })).state).toBe('cancelled');
});

it('a send is taken back within its seconds; results that were handed out are in the audit log', async () => {
  await backend.call(saveWorkspace, { company_name: '云图' });
  const [id] = seedPeople(backend, [{ name: '丁三', email: 'ding@example.com' }]);
  const { job_id } = await check(backend, await sendChange(backend, { undo_seconds: 10 }), {
    application_ids: [id as number],
  });
  await answer(startBulkJob, { job_id });
  await backend.bulk.idle();
  expect(await answer(getBulkJob, { job_id })).toMatchObject({ state: 'finished', can_undo: true });
  const undone = await answer(undoBulkJob, { job_id, client_key: newKey() });
  await backend.bulk.idle();
  expect(await answer(getBulkJob, { job_id })).toMatchObject({ undone_by: undone.job_id });
  const late = await backend.call(undoBulkJob, { job_id, client_key: newKey() });
  expect(late.err_no).toBe(errors.bulkNothingToUndo.number);

  await backend.recruiterApp.request(exportBulkResults.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ job_id }),
  });
  const log = await answer(listAudit, { action: 'exportList' });
  expect(log.dataList.map(({ count }) => count)).toEqual([1]);
});

it('refuses in the envelope what does not exist, has no such state, or is malformed', async () => {
  const refusals = [
    await backend.call(getBulkJob, { job_id: 99 }),
    await backend.call(retryBulkJob, { job_id: 99 }),
    await backend.call(preflight, {
      client_key: 'short',
      selection: { application_ids: ids },
      change: { action: 'eliminate' },
    }),
  ];
  expect(refusals.map(({ err_no, results }) => [err_no, results])).toEqual([
    [errors.bulkJobNotFound.number, null],
    [errors.bulkJobNotFound.number, null],
    [errors.invalidParameter.number, null],
  ]);
});

it('a selection is exported as the view is, with its own rows alone', async () => {
  const response = await backend.recruiterApp.request(exportSelection.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      selection: { application_ids: [ids[1]] },
      stage_type_id: 3,
      format: 'csv',
      columns: ['offerStatus'],
    }),
  });
  expect(response.headers.get('content-disposition')).toContain('attachment');
  const lines = (await response.text()).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('offer状态');
  expect(lines[1]).toContain('陈二');
});
