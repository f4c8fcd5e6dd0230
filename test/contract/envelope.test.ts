import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';

let backend: TestBackend;
beforeAll(() => {
  backend = createTestBackend();
});
afterAll(() => backend.dispose());

const list = '/atsng/v2/process/list';
const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  backend.recruiterApp.request(list, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

async function expectRefusal(response: Response, status: number, errNo: number): Promise<string> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toMatch(/^application\/json; *charset=utf-8$/i);
  const body = await response.json();
  expect(Object.keys(body)).toEqual(['err_msg', 'err_no', 'results']);
  expect(body).toEqual({ err_msg: expect.any(String), err_no: errNo, results: null });
  expect(body.err_msg).not.toBe('');
  return body.err_msg;
}

it('writes err_msg, err_no, results in that order', async () => {
  const text = await (await post('{"stage_type_id":3}')).text();
  expect(text.startsWith('{"err_msg":"","err_no":0,"results":{"pagination":')).toBe(true);
});

describe('what fails below the business keeps its HTTP status', () => {
  it.each(['{"stage_type_id":', 'stage_type_id=3', '{"a":1}{'])('400: %s', async (body) => {
    await expectRefusal(await post(body), 400, 1001);
  });
  it('400: bytes that are not UTF-8', async () => {
    await expectRefusal(await post(new Uint8Array([0x22, 0xff, 0x22])), 400, 1001);
  });
  it('404', async () => {
    await expectRefusal(await backend.recruiterApp.request('/atsng/nothing'), 404, 1003);
  });
  it('405', async () => {
    await expectRefusal(await backend.recruiterApp.request(list), 405, 1004);
    const response = await backend.recruiterApp.request('/atsng/atsConfig/eventList', {
      method: 'DELETE',
    });
    await expectRefusal(response, 405, 1004);
  });
  it('413', async () => {
    const body = `{"stage_type_id":3,"keyword":"${'x'.repeat(3 * 1024 * 1024)}"}`;
    await expectRefusal(await post(body), 413, 1005);
  });
  it('415', async () => {
    await expectRefusal(await post('<a/>', { 'content-type': 'text/xml' }), 415, 1006);
  });
});

describe('a refusal of the business is HTTP 200', () => {
  it.each([
    ['{"stage_type_id":9}', 2001],
    ['{}', 1100],
    ['[]', 1100],
    ['3', 1100],
    ['{"stage_type_id":3,"size":201}', 1100],
    ['{"stage_type_id":3,"page":0}', 1100],
    ['{"stage_type_id":3,"list_type":4}', 1100],
    ['{"stage_type_id":3,"sort":3}', 1100],
    ['{"stage_type_id":3,"degreeStatus":"x"}', 1100],
  ])('%s', async (body, errNo) => {
    await expectRefusal(await post(body), 200, errNo);
  });

  it('in the language of the user', async () => {
    const chinese = await expectRefusal(await post('{"stage_type_id":9}'), 200, 2001);
    const english = await expectRefusal(
      await post('{"stage_type_id":9}', { 'accept-language': 'en' }),
      200,
      2001,
    );
    expect([chinese, english]).toEqual(['阶段类型不存在', 'No such stage type']);
  });
});
