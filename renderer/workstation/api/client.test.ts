import { beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../../../shared/api/endpoint.ts';
import { setLanguage, startI18n } from '../i18n/i18n.ts';
import { answerApi, envelopeResponse } from '../testing/api-answers.ts';
import { ApiError } from './api-error.ts';
import { call, isCancelled, upload } from './client.ts';

const read = endpoint({
  method: 'GET',
  path: '/atsng/test/read',
  audience: 'recruiter',
  request: z.object({ stage_type_id: z.number(), keyword: z.string().optional() }),
  results: z.object({ tob_resume_id: z.string() }),
});
const write = endpoint({
  method: 'POST',
  path: '/atsng/test/write',
  audience: 'recruiter',
  request: z.object({ tob_resume_id: z.string() }),
  results: z.literal(true),
});

const resumeId = '1225069313917132820';

/** What a call fails with. */
async function failure(calling: Promise<unknown>): Promise<ApiError> {
  const error = await calling.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

describe('call', () => {
  beforeAll(() => startI18n('zh'));

  it('keeps every digit of an id that a double cannot hold', async () => {
    answerApi(() =>
      envelopeResponse(200, `{"err_msg":"","err_no":0,"results":{"tob_resume_id":${resumeId}}}`),
    );
    expect(await call(read, { stage_type_id: 3 })).toEqual({ tob_resume_id: resumeId });
  });

  it('sends a GET in the query, absent fields left out, and a POST as JSON', async () => {
    const requests = answerApi(({ method }) => ({
      results: method === 'GET' ? { tob_resume_id: '1' } : true,
    }));
    await call(read, { stage_type_id: 3, keyword: undefined });
    await call(write, { tob_resume_id: resumeId });
    expect(
      requests.map(({ method, path, query, body }) => ({ method, path, query, body })),
    ).toEqual([
      { method: 'GET', path: read.path, query: { stage_type_id: '3' }, body: '' },
      { method: 'POST', path: write.path, query: {}, body: `{"tob_resume_id":"${resumeId}"}` },
    ]);
    expect(requests[1]?.headers.get('content-type')).toContain('application/json');
  });

  it('asks for messages in the language of the screen', async () => {
    const requests = answerApi(() => ({ results: true }));
    await call(write, { tob_resume_id: '1' });
    await setLanguage('en');
    await call(write, { tob_resume_id: '1' });
    await setLanguage('zh');
    expect(requests.map(({ headers }) => headers.get('accept-language'))).toEqual(['zh', 'en']);
  });

  it('tells a refusal, with the backend’s own words', async () => {
    answerApi(() =>
      envelopeResponse(200, { err_msg: '未知的设置项：x', err_no: 1101, results: null }),
    );
    const error = await failure(call(write, { tob_resume_id: '1' }));
    expect(error).toMatchObject({
      kind: 'refused',
      err_no: 1101,
      status: 200,
      message: '未知的设置项：x',
    });
  });

  it('tells a fault from a refusal by the HTTP status', async () => {
    answerApi(() => envelopeResponse(500, { err_msg: '系统出错了', err_no: 1000, results: null }));
    expect(await failure(call(write, { tob_resume_id: '1' }))).toMatchObject({
      kind: 'failed',
      status: 500,
      message: '系统出错了',
    });
  });

  it('says how to sign in again where the answer of 401 is no envelope', async () => {
    answerApi(() => envelopeResponse(401, '<html>'));
    const error = await failure(call(write, { tob_resume_id: '1' }));
    expect(error).toMatchObject({ kind: 'failed', status: 401 });
    expect(error.message).toContain('登录');
  });

  it('says how to sign in again, and not only that access is denied', async () => {
    answerApi(() =>
      envelopeResponse(401, { err_msg: '没有访问权限', err_no: 1002, results: null }),
    );
    const error = await failure(call(write, { tob_resume_id: '1' }));
    expect(error.message).toContain('重新打开');
  });

  it('tells that nothing answered', async () => {
    answerApi(() => {
      throw new Error('connection refused');
    });
    const error = await failure(call(write, { tob_resume_id: '1' }));
    expect(error).toMatchObject({ kind: 'unreachable', status: 0 });
    expect(error.message).toContain('无法连接');
  });

  it.each([
    ['text that is no JSON', 'hello'],
    ['JSON that is no envelope', '{"ok":true}'],
    ['results of another shape', '{"err_msg":"","err_no":0,"results":{"tob_resume_id":[]}}'],
  ])('does not take %s for an answer', async (_what, body) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    answerApi(() => envelopeResponse(200, body));
    expect(await failure(call(read, { stage_type_id: 3 }))).toMatchObject({ kind: 'unreadable' });
    log.mockRestore();
  });

  it('gives up when its signal says so, and that is no error to show', async () => {
    const controller = new AbortController();
    answerApi(async () => {
      controller.abort();
      return { results: true };
    });
    const error = await call(write, { tob_resume_id: '1' }, { signal: controller.signal }).catch(
      (reason: unknown) => reason,
    );
    expect(error).not.toBeInstanceOf(ApiError);
    expect(isCancelled(error)).toBe(true);
  });
});

describe('upload', () => {
  it('sends the form as multipart', async () => {
    const requests = answerApi(() => ({ results: true }));
    const form = new FormData();
    form.set('dry_run', '1');
    form.set('file', new File(['姓名\r\n'], '名单.csv'));
    await upload(write, form);
    expect(requests[0]?.headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=/);
    expect(requests[0]?.body).toContain('name="dry_run"');
    expect(requests[0]?.body).toContain('姓名');
  });
});
