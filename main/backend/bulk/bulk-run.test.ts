import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type BulkChangeInput,
  cancelBulkJob,
  exportBulkResults,
  listBulkJobs,
  pauseBulkJob,
  resumeBulkJob,
  retryBulkJob,
  startBulkJob,
  undoBulkJob,
} from '../../../shared/api/bulk.ts';
import type { LiveEvent } from '../../../shared/api/events.ts';
import { eliminate, getApplication, history, moveStage } from '../../../shared/api/process.ts';
import { saveWorkspace } from '../../../shared/api/workspace.ts';
import { errors } from '../../../shared/errors.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';
import { check, job, newKey, seedPeople, sendChange, told } from './test-bulk.ts';

let backend: TestBackend;
let urls: string[];
beforeEach(async () => {
  urls = ['http://192.168.1.20:7421'];
  backend = createTestBackend({ candidateUrls: () => urls });
  await backend.call(saveWorkspace, { company_name: '云图' });
});
afterEach(() => backend.dispose());

const place = async (application_id: number | undefined) => {
  const { results } = await backend.call(getApplication, { application_id: application_id ?? 0 });
  return [results.stage_id, results.step_id, results.list_state];
};
const outbox = () =>
  backend.database
    .prepare<[], { kind: string; recipient: string; subject: string; content: string }>(
      'SELECT kind, recipient, subject, content FROM outbox ORDER BY message_id',
    )
    .all();

/** Checks and starts, and waits for the end. */
async function run(change: BulkChangeInput, ids: readonly number[]): Promise<number> {
  const { job_id } = await check(backend, change, { application_ids: [...ids] });
  await backend.call(startBulkJob, { job_id });
  await backend.bulk.idle();
  return job_id;
}

describe('sending', () => {
  it('sends each candidate their own mail and SMS by the single send, and tells the screens', async () => {
    const ids = seedPeople(backend, [
      { name: '白一', email: 'bai@example.com', phone: '13800138000' },
      { name: '陈二', email: 'chen@example.com' },
      { name: '丁三' },
    ]);
    const published: LiveEvent[] = [];
    backend.live.subscribe((event) => published.push(event));
    const change = await sendChange(backend, {
      email_subject: '{{candidate_name}} 的学历证明',
      sms_to_candidate: 1,
      sms_to_candidate_content: '{{candidate_name}} 您好',
    });
    const job_id = await run(change, ids);

    expect(await job(backend, job_id)).toMatchObject({
      state: 'finished',
      kind: 'degree',
      counts: { done: 2, left_out: 1, refused: 0, skipped: 0, waiting: 0 },
    });
    expect(outbox().map(({ kind, recipient, subject }) => [kind, recipient, subject])).toEqual([
      ['mail', 'bai@example.com', '白一 的学历证明'],
      ['sms', '+8613800138000', ''],
      ['mail', 'chen@example.com', '陈二 的学历证明'],
    ]);
    const links = outbox().flatMap(({ content }) => content.match(/\/c\/\w{22}/) ?? []);
    expect(new Set(links).size).toBe(2);
    const row = (await backend.call(getApplication, { application_id: ids[0] as number })).results;
    expect(row.degreeCertificate?.status).toBe(1);
    const { dataList } = (await backend.call(history, { application_id: ids[0] as number }))
      .results;
    expect(dataList.map(({ event_type }) => event_type)).toEqual(['degree_certificate']);
    expect(published.filter(({ type }) => type === 'bulk').at(-1)).toEqual({
      ...{ type: 'bulk', job_id, state: 'finished', processed: 2, total: 3 },
    });
    expect(published.filter(({ type }) => type === 'certificate').length).toBeLessThan(2);
  });

  it('skips what has come up since the check, unless it was put in knowingly', async () => {
    const ids = seedPeople(backend, [
      { name: '白一', email: 'bai@example.com' },
      { name: '陈二', email: 'chen@example.com' },
    ]);
    const change = await sendChange(backend);
    const late = await check(backend, change, { application_ids: ids });
    await run(change, ids.slice(0, 1));
    await backend.call(eliminate, { application_id: ids[1] as number });
    await backend.call(startBulkJob, { job_id: late.job_id });
    await backend.bulk.idle();
    expect(await told(backend, late.job_id)).toEqual([
      '白一 skipped openRequest',
      '陈二 skipped closed',
    ]);
    expect(outbox()).toHaveLength(1);
  });

  it('stops where every row would be refused, says why, and goes on once it is put right', async () => {
    const ids = seedPeople(backend, [{ name: '白一', email: 'bai@example.com' }]);
    const { job_id } = await check(backend, await sendChange(backend), { application_ids: ids });
    const gone = await sendChange(backend);
    urls = [];
    await backend.call(startBulkJob, { job_id });
    await backend.bulk.idle();
    // Without an address there is no link, which the check of the row says first.
    expect(await told(backend, job_id)).toEqual(['白一 skipped unresolvedVariable']);
    const noLink = {
      ...gone,
      request: { ...(gone as { request: object }).request, email_content: '<p>请登录</p>' },
    } as BulkChangeInput;
    const second = await check(backend, noLink, { application_ids: ids });
    await backend.call(startBulkJob, { job_id: second.job_id });
    await backend.bulk.idle();
    expect(await job(backend, second.job_id)).toMatchObject({
      state: 'paused',
      interrupted: false,
      message: errors.candidateServerOff.message.zh,
      counts: { waiting: 1 },
    });
    urls = ['http://192.168.1.20:7421'];
    await backend.call(resumeBulkJob, { job_id: second.job_id });
    await backend.bulk.idle();
    expect((await job(backend, second.job_id)).counts.done).toBe(1);
    await backend.call(retryBulkJob, { job_id });
    await backend.bulk.idle();
    expect(await told(backend, job_id)).toEqual(['白一 skipped openRequest']);
  });
});

describe('moves and eliminations', () => {
  it('move each row with its event, and are undone where nothing has changed since', async () => {
    const ids = seedPeople(backend, [{ name: '白一' }, { name: '陈二' }, { name: '丁三' }]);
    const job_id = await run({ action: 'move', stage_id: 9, remark: '同批入职' }, ids);
    expect(await place(ids[0])).toEqual([9, 3316, 1]);
    await backend.call(moveStage, { application_id: ids[1] as number, stage_id: 6 });
    expect((await job(backend, job_id)).can_undo).toBe(true);

    const client_key = newKey();
    const undone = (await backend.call(undoBulkJob, { job_id, client_key })).results;
    await backend.bulk.idle();
    expect(await told(backend, undone.job_id)).toEqual([
      '白一 done',
      '陈二 skipped changedSince',
      '丁三 done',
    ]);
    expect(await place(ids[0])).toEqual([8, 3311, 1]);
    const { dataList } = (await backend.call(history, { application_id: ids[0] as number }))
      .results;
    expect(dataList.map(({ event_type, detail }) => [event_type, detail.remark])).toEqual([
      ['stage_move', '撤销批量操作'],
      ['stage_move', '同批入职'],
    ]);
    const same = (await backend.call(undoBulkJob, { job_id, client_key })).results;
    expect(same.job_id).toBe(undone.job_id);
    const twice = await backend.call(undoBulkJob, { job_id, client_key: newKey() });
    expect(twice.err_no).toBe(errors.bulkNothingToUndo.number);
    expect((await job(backend, job_id)).undone_by).toBe(undone.job_id);
  });

  it('eliminate and restore, and back', async () => {
    const ids = seedPeople(backend, [{ name: '白一' }, { name: '陈二' }]);
    const out = await run({ action: 'eliminate' }, ids);
    expect(await place(ids[0])).toEqual([8, 3311, 2]);
    await backend.call(undoBulkJob, { job_id: out, client_key: newKey() });
    await backend.bulk.idle();
    expect(await place(ids[0])).toEqual([8, 3311, 1]);
    await backend.call(eliminate, { application_id: ids[0] as number });
    const back = await run({ action: 'restore' }, ids);
    expect(await told(backend, back)).toEqual(['白一 done', '陈二 left_out notClosed']);
  });
});

describe('a job', () => {
  it('is paused between rows, goes on, is cancelled, and never does a row twice', async () => {
    const people = Array.from({ length: 120 }, (_, index) => ({ name: `候选人${index}` }));
    const ids = seedPeople(backend, people);
    const { job_id } = await check(
      backend,
      { action: 'move', stage_id: 9 },
      { application_ids: ids },
    );
    await backend.call(startBulkJob, { job_id });
    const paused = (await backend.call(pauseBulkJob, { job_id })).results;
    expect(paused.state).toBe('paused');
    await backend.bulk.idle();
    const { counts } = await job(backend, job_id);
    expect(counts.waiting + counts.done).toBe(120);
    expect(counts.waiting).toBeGreaterThan(0);

    // Started again and resumed twice: one effect.
    await backend.call(startBulkJob, { job_id });
    await Promise.all([
      backend.call(resumeBulkJob, { job_id }),
      backend.call(resumeBulkJob, { job_id }),
    ]);
    await backend.bulk.idle();
    expect((await job(backend, job_id)).counts.done).toBe(120);
    const moves = backend.database
      .prepare('SELECT COUNT(*) FROM application_events WHERE event_id = 110')
      .pluck();
    expect(moves.get()).toBe(120);

    const next = await check(backend, { action: 'eliminate' }, { application_ids: ids });
    await backend.call(startBulkJob, { job_id: next.job_id });
    await backend.call(cancelBulkJob, { job_id: next.job_id });
    await backend.bulk.idle();
    const cancelled = await job(backend, next.job_id);
    expect(cancelled.state).toBe('cancelled');
    expect(cancelled.counts.waiting).toBe(0);
    expect(cancelled.counts.left_out).toBeGreaterThan(0);
    const again = await backend.call(resumeBulkJob, { job_id: next.job_id });
    expect(again.err_no).toBe(errors.bulkWrongState.number);
  });

  it('shows as paused after a restart, with what was done, and waits for the recruiter', async () => {
    const ids = seedPeople(backend, [{ name: '白一' }, { name: '陈二' }]);
    const { job_id } = await check(backend, { action: 'eliminate' }, { application_ids: ids });
    await backend.call(startBulkJob, { job_id });
    backend.close();
    const restarted = createTestBackend({ dataFolder: backend.dataFolder });
    try {
      expect(await job(restarted, job_id)).toMatchObject({ state: 'paused', interrupted: true });
      await restarted.call(resumeBulkJob, { job_id });
      await restarted.bulk.idle();
      expect(await told(restarted, job_id)).toEqual(['白一 done', '陈二 done']);
      const { results } = await restarted.call(listBulkJobs, { active: 0 });
      expect(results.dataList.map(({ state, message }) => [state, message])).toEqual([
        ['finished', ''],
      ]);
    } finally {
      restarted.dispose();
    }
    backend = createTestBackend();
  });

  it('gives its results as CSV', async () => {
    const ids = seedPeople(backend, [
      { name: '白一', email: 'bai@example.com' },
      { name: '=陈二' },
    ]);
    const job_id = await run(await sendChange(backend), ids);
    const response = await backend.recruiterApp.request(exportBulkResults.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ job_id }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).trim().split('\r\n');
    expect(lines).toEqual([
      '姓名,职位,邮箱,手机,结果,原因,时间',
      '白一,会计,bai@example.com,,成功,,2026-03-02 09:00:00',
      `'=陈二,会计,,,未选入,没有可用的邮箱地址,2026-03-02 09:00:00`,
    ]);
  });
});
