import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { degreeCertificate } from '../../../shared/api/certificates.ts';
import { errors } from '../../../shared/errors.ts';
import { defaultAllowances } from '../../lan/request-limits.ts';
import { testCandidateUrl } from '../testing/test-centre.ts';
import { type CandidateWorld, createCandidateWorld } from './candidate-world.ts';

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
let world: CandidateWorld;
beforeAll(async () => {
  world = await createCandidateWorld({
    proxies: 1,
    allowances: { ...defaultAllowances, unknownTokens: { points: 12, seconds: 600 } },
  });
});
afterAll(() => world.dispose());

let callers = 0;

/** From an address of its own, unless one is given. */
function type(code: string, phone: string, caller = `203.0.113.${callers++}`, origin?: string) {
  return world.fetch('/', {
    method: 'POST',
    redirect: 'manual',
    headers: {
      ...browser,
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': `10.9.9.9, ${caller}`,
      ...(origin && { origin }),
    },
    body: new URLSearchParams({ code, phone }).toString(),
  });
}

async function messaged() {
  const recruiter = await world.workstation(await world.centre.company());
  const { token, certificateId } = await world.requested(recruiter, {
    sms_to_candidate: 1,
    sms_to_candidate_content: '请打开 {{upload_address}} 输入 {{upload_code}}',
  });
  const code = String(recruiter.database.prepare('SELECT code FROM upload_codes').pluck().get());
  return { recruiter, token, certificateId, code };
}

describe('the code of an SMS at the centre', () => {
  it('leads to the page by a token that the centre makes, as the link’s own is not known there', async () => {
    const { recruiter, token, certificateId, code } = await messaged();
    const sms = recruiter.database.prepare(`SELECT content FROM outbox WHERE kind = 'sms'`).pluck();
    expect(sms.get()).toContain(`${testCandidateUrl}/ 输入 ${code}`);
    const stored = await world.centre.database`
      SELECT data AS text FROM synced_row UNION ALL SELECT line FROM op`;
    expect(JSON.stringify(stored)).not.toContain(code);

    expect((await type(code, '0001')).status).toBe(200);
    const opened = await type(code.toLowerCase(), '0000', undefined, testCandidateUrl);
    expect(opened.status).toBe(303);
    const path = opened.headers.get('location') ?? '';
    expect(path).toMatch(/^\/c\/[0-9A-Za-z]{22}$/);
    const given = path.slice(3);
    expect(given).not.toBe(token);
    const page = (await (await world.fetch(path)).json()) as Record<string, unknown>;
    expect(page).toMatchObject({ candidate_name: '宋海洋', open: true });
    expect(JSON.stringify(await world.centre.database`SELECT * FROM candidate_key`)).not.toContain(
      given,
    );
    const uploaded = await world.upload(given);
    expect(await world.submit(given, [uploaded.results])).toBe(0);
    await recruiter.sync.syncNow();
    await recruiter.call(degreeCertificate.revokeToken, { certificate_id: certificateId });
    await recruiter.sync.syncNow();
    expect(await (await world.fetch(path)).json()).toMatchObject({
      err_no: errors.tokenInvalid.number,
    });
    expect(await (await type(code, '0000')).text()).toContain(String(errors.codeRefused.number));
  });

  it('locks after five wrong tries, from wherever they come; one nobody was given too', async () => {
    const { code } = await messaged();
    for (const typed of [code, 'ZZZZ22']) {
      const answers: string[] = [];
      for (let tries = 0; tries < 6; tries++) {
        const text = await (await type(typed, '1234')).text();
        answers.push(/"err_no":(\d+)/.exec(text)?.[1] ?? '');
      }
      const { codeRefused, codeLocked } = errors;
      expect(answers.map(Number)).toEqual([
        ...Array(4).fill(codeRefused.number),
        ...Array(2).fill(codeLocked.number),
      ]);
    }
    expect(await (await type(code, '0000')).text()).toContain(String(errors.codeLocked.number));
  });

  it('counts callers by the address that the proxy saw, and refuses other sites’ forms', async () => {
    const { code } = await messaged();
    for (let tries = 0; tries < 14; tries++) await type(`QQQQ${tries + 22}`, '1', '198.51.100.7');
    expect(await (await type(code, '0000', '198.51.100.7')).text()).toContain(
      `"err_no":${errors.tooManyRequests.number}`,
    );
    expect((await type(code, '0000', '198.51.100.8')).status).toBe(303);
    expect((await type(code, '0000', undefined, 'https://evil.example')).status).toBe(401);
  });
});

describe('a link', () => {
  it('is the centre’s in messages, and works in the office too', async () => {
    const { recruiter, token } = await messaged();
    const mail = recruiter.database
      .prepare(`SELECT content FROM outbox WHERE kind = 'mail'`)
      .pluck();
    expect(mail.get()).toContain(`${testCandidateUrl}/c/${token}`);
    expect(recruiter.candidateView.candidateRequest(token)).toMatchObject({ open: true });
    expect(recruiter.workspace.linkUrl).toBe(testCandidateUrl);
    await recruiter.sync.leave();
    expect(recruiter.workspace.linkUrl).toBe('http://192.168.1.20:7421');
  });
});
