import { afterEach, beforeEach, expect, it } from 'vitest';
import { bulkLimit, chooseBulkItems, fixBulkItem, preflight } from '../../../shared/api/bulk.ts';
import { degreeCertificate } from '../../../shared/api/certificates.ts';
import { eliminate, getApplication } from '../../../shared/api/process.ts';
import { saveWorkspace } from '../../../shared/api/workspace.ts';
import { errors } from '../../../shared/errors.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';
import { check, job, newKey, rows, seedPeople, sendChange, told } from './test-bulk.ts';

const day = 86_400_000;

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

/** Asks one application for a degree certificate by the single action. */
async function sendOne(application_id: number) {
  const { results: row } = await backend.call(getApplication, { application_id });
  const { results } = await backend.call(degreeCertificate.saveCertificate, {
    email_subject: '学历证明',
    email_content: '<p>{{upload_link}}</p>',
    resume_email: 'someone@example.com',
    select_template: '学历证明-系统模板',
    tob_resume_id: row.tob_resume_id,
    tob_position_id: row.tob_position_id,
  });
  return results;
}

it('says of every row who cannot be asked and why, and writes nothing else', async () => {
  await backend.call(saveWorkspace, { company_name: '云图' });
  const ids = seedPeople(backend, [
    { name: '白一', email: 'bai@example.com', phone: '13800138000' },
    { name: '陈二', email: 'no address' },
    { name: '丁三', email: 'ding@example.com' },
    { name: '方四', email: 'fang@example.com' },
    { name: '高五', email: 'BAI@example.com' },
  ]);
  await sendOne(ids[3] as number);
  await backend.call(eliminate, { application_id: ids[2] as number });
  const outbox = () => backend.database.prepare('SELECT COUNT(*) FROM outbox').pluck().get();
  const before = outbox();
  const change = await sendChange(backend, {
    sms_to_candidate: 1,
    sms_to_candidate_content: '{{candidate_name}}',
  });
  const checked = await check(backend, change, { application_ids: [...ids, 4242] });

  expect(checked).toMatchObject({ state: 'ready', total: 6, checked: 6 });
  expect(checked.counts).toEqual({ waiting: 1, left_out: 5, done: 0, skipped: 0, refused: 0 });
  expect(await told(backend, checked.job_id)).toEqual([
    '白一 waiting',
    '陈二 left_out noEmail noMobile',
    '丁三 left_out closed noMobile',
    '方四 left_out openRequest sentRecently noMobile',
    '高五 left_out sameAddress noMobile',
    'left_out gone',
  ]);
  expect(checked.findings.map(({ code, level, total }) => [code, level, total])).toEqual([
    ['gone', 'blocker', 1],
    ['noEmail', 'blocker', 1],
    ['closed', 'blocker', 1],
    ['openRequest', 'caution', 1],
    ['sentRecently', 'caution', 1],
    ['sameAddress', 'caution', 1],
    ['noMobile', 'notice', 4],
  ]);
  const [open] = await rows(backend, checked.job_id, { finding: 'openRequest' });
  expect(open?.findings[0]?.text).toBe('招聘专员 于 2026-03-02 09:00 发起的请求尚未完成');
  expect(outbox()).toBe(before);
});

it('names the variables that have no value, for the rows and in the words of the recruiter', async () => {
  const [id] = seedPeople(backend, [{ name: '白一', email: 'bai@example.com' }]);
  const change = await sendChange(backend, {
    email_subject: '{{company_name}} {{entry_day}}',
    email_content: '<p>{{upload_link}} {{upload_code}}</p>',
  });
  const checked = await check(backend, change, { application_ids: [id as number] });
  const [row] = await rows(backend, checked.job_id);
  expect(row?.blocked).toBe(true);
  expect(row?.findings.map(({ text }) => text)).toEqual([
    '没有内容的变量：entry_day、公司名称、上传验证码（短信）',
  ]);
});

it('counts a request as recent for the days of the settings or of the job', async () => {
  const [id] = seedPeople(backend, [{ name: '白一', email: 'bai@example.com' }]);
  await backend.call(saveWorkspace, { company_name: '云图', recent_request_days: 3 });
  const token = await sendOne(id as number);
  backend.database.prepare('UPDATE certificates SET revoked_at = 1 WHERE token = ?').run(token);
  backend.clock.now += 4 * day;
  const selection = { application_ids: [id as number] };
  const change = await sendChange(backend);
  expect((await check(backend, change, selection)).counts.waiting).toBe(1);
  const longer = await check(backend, { ...change, recent_days: 5 } as typeof change, selection);
  expect(longer).toMatchObject({ recent_days: 5, counts: { waiting: 0 } });
  expect(longer.findings.map(({ code }) => code)).toEqual(['sentRecently']);
});

it('lets rows be left out, put in after all, and put right; a blocker stays out', async () => {
  const ids = seedPeople(backend, [
    { name: '白一', email: 'bai@example.com' },
    { name: '陈二' },
    { name: '方四', email: 'fang@example.com' },
  ]);
  await sendOne(ids[2] as number);
  const change = await sendChange(backend, { email_subject: '学历证明' });
  await backend.call(saveWorkspace, { company_name: '云图' });
  const { job_id } = await check(backend, change, { application_ids: ids });
  const items = await rows(backend, job_id);
  const [bai, chen, fang] = items.map(({ item_id }) => item_id);

  const waiting = async () =>
    (await rows(backend, job_id, { state: 'waiting' })).map(({ resume_name }) => resume_name);
  await backend.call(chooseBulkItems, { job_id, include: 1 });
  expect(await waiting()).toEqual(['白一', '方四']);
  await backend.call(chooseBulkItems, { job_id, finding: 'openRequest', include: 0 });
  await backend.call(chooseBulkItems, { job_id, item_ids: [bai as number], include: 0 });
  expect(await waiting()).toEqual([]);
  await backend.call(chooseBulkItems, { job_id, item_ids: [fang as number], include: 1 });
  expect(await waiting()).toEqual(['方四']);

  const fixed = await backend.call(fixBulkItem, {
    job_id,
    item_id: chen as number,
    resume_email: 'chen@example.com',
  });
  expect(fixed.results.counts.waiting).toBe(2);
  expect((await rows(backend, job_id)).find(({ item_id }) => item_id === chen)).toMatchObject({
    resume_email: 'chen@example.com',
    findings: [],
  });
});

it('checks moves, eliminations and restores', async () => {
  const ids = seedPeople(backend, [
    { name: '白一' },
    { name: '陈二', application: { stage_id: 9 } },
    { name: '丁三', application: { list_state: 2 } },
  ]);
  const selection = { application_ids: ids };
  const move = await check(backend, { action: 'move', stage_id: 9 }, selection);
  expect(move).toMatchObject({ stage_name: '入职', step_name: null });
  expect(await told(backend, move.job_id)).toEqual([
    '白一 waiting',
    '陈二 left_out alreadyThere',
    '丁三 left_out closed',
  ]);
  const nowhere = await check(backend, { action: 'move', stage_id: 77 }, selection);
  expect(nowhere.findings.map(({ code }) => code)).toEqual(['closed', 'stageMissing']);
  const restored = await check(backend, { action: 'restore' }, selection);
  expect(await told(backend, restored.job_id)).toEqual([
    '白一 left_out notClosed',
    '陈二 left_out notClosed',
    '丁三 waiting',
  ]);
});

it('is the same job for the same key, refuses nothing and too many, and forgets what is not started', async () => {
  const [id] = seedPeople(backend, [{ name: '白一' }]);
  const request = {
    client_key: newKey(),
    selection: { application_ids: [id as number] },
    change: { action: 'eliminate' as const },
  };
  const [first, second] = await Promise.all([
    backend.call(preflight, request),
    backend.call(preflight, request),
  ]);
  expect(second.results.job_id).toBe(first.results.job_id);
  const none = await backend.call(preflight, {
    ...request,
    client_key: newKey(),
    selection: { view: { stage_type_id: 1 } },
  });
  expect(none.err_no).toBe(errors.bulkNothingSelected.number);
  expect(bulkLimit).toBeGreaterThan(10_000);

  await backend.bulk.idle();
  backend.clock.now += 2 * day;
  const next = await check(backend, { action: 'eliminate' }, request.selection);
  await backend.bulk.idle();
  expect((await job(backend, next.job_id)).state).toBe('ready');
  const left = backend.database.prepare('SELECT job_id FROM bulk_jobs').pluck().all();
  expect(left).toEqual([next.job_id]);
});
