import { afterEach, beforeEach, expect, it } from 'vitest';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { errors } from '../../shared/errors.ts';
import { codeAlphabet } from '../../shared/upload-code.ts';
import { saveRequest } from '../backend/certificates/test-certificates.ts';
import { startTestLan, type TestLan } from './test-lan.ts';

let lan: TestLan;
beforeEach(async () => {
  lan = await startTestLan();
});
afterEach(() => lan.dispose());

/** Asks for a certificate by SMS; answers its token, and its code as the message has it. */
async function ask(): Promise<{ token: string; code: string }> {
  const { results: token, err_msg } = await lan.backend.call(degreeCertificate.saveCertificate, {
    ...saveRequest,
    sms_to_candidate: 1,
    sms_to_candidate_content: '请打开 {{upload_address}} 输入 {{upload_code}}',
  });
  expect(err_msg).toBe('');
  const text = lan.backend.database
    .prepare<[], string>("SELECT content FROM outbox WHERE kind = 'sms' ORDER BY message_id DESC")
    .pluck()
    .get();
  const code = /^请打开 http:\/\/192\.168\.1\.20:7421\/ 输入 (\w{6})$/.exec(text ?? '')?.[1] ?? '';
  expect([...code].every((character) => codeAlphabet.includes(character))).toBe(true);
  return { token, code };
}

const type = (code: string, phone: string, headers: Record<string, string> = {}) =>
  lan.fetch('/', {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'text/html', ...headers },
    body: new URLSearchParams({ code, phone }),
  });

async function problem(response: Response): Promise<number> {
  const data = />(\{.*\})<\/script>/.exec(await response.text())?.[1] ?? '{}';
  return JSON.parse(data).problem?.err_no ?? 0;
}

it('leads to the request, however the code was typed', async () => {
  const { token, code } = await ask();
  for (const typed of [code, code.toLowerCase(), ` ${code.slice(0, 3)}-${code.slice(3)} `]) {
    const response = await type(typed, '0000', { origin: lan.origin });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`/c/${token}`);
  }
});

it('says the same of a wrong code and of wrong digits, and locks both at the fifth try', async () => {
  const { code } = await ask();
  const other = code === '234567' ? '234568' : '234567';
  for (const [typed, digits] of [
    [code, '1111'],
    [other, '0000'],
  ] as const) {
    const answers: number[] = [];
    for (let count = 0; count < 6; count += 1)
      answers.push(await problem(await type(typed, digits)));
    const { codeRefused, codeLocked } = errors;
    expect(answers).toEqual([
      ...Array(4).fill(codeRefused.number),
      codeLocked.number,
      codeLocked.number,
    ]);
  }
  expect(await problem(await type(code, '0000'))).toBe(errors.codeLocked.number);
  const again = await ask();
  expect((await type(again.code, '0000')).status).toBe(303);
});

it('refuses a code whose link was revoked or has expired', async () => {
  const { code } = await ask();
  lan.backend.clock.now += 31 * 86_400_000;
  expect(await problem(await type(code, '0000'))).toBe(errors.codeRefused.number);
});

it('stops an address that guesses', async () => {
  const answers: number[] = [];
  for (let count = 0; count < 25; count += 1) {
    answers.push(await problem(await type(`ABCD${(count + 22).toString(32)}`, '0000')));
  }
  expect(answers.at(-1)).toBe(errors.tooManyRequests.number);
});

it('takes forms of its own page alone', async () => {
  expect((await type('ABC234', '0000', { origin: 'http://evil.example' })).status).toBe(401);
  expect((await type('ABC234', '0000', { 'sec-fetch-site': 'cross-site' })).status).toBe(401);
  expect((await type('A'.repeat(2000), '0000')).status).toBe(413);
  const page = await lan.fetch('/', { headers: { accept: 'text/html' } });
  expect(page.headers.get('referrer-policy')).toBe('same-origin');
  expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
});
