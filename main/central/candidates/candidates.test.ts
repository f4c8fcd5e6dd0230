import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAgain } from '../../../shared/api/certificate-slots.ts';
import { degreeCertificate } from '../../../shared/api/certificates.ts';
import type { LiveEvent } from '../../../shared/api/events.ts';
import { candidateTokenHeader } from '../../../shared/candidate-page-names.ts';
import { errors } from '../../../shared/errors.ts';
import { jpegFile, jpegOfSize, pdfFile } from '../../backend/attachments/test-files.ts';
import { submit, upload } from '../../backend/certificates/test-certificates.ts';
import { defaultAllowances } from '../../lan/request-limits.ts';
import { testCandidateUrl } from '../testing/test-centre.ts';
import { type CandidateWorld, createCandidateWorld } from './candidate-world.ts';

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const person = {
  ...browser,
  'user-agent':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile',
};
const unknown = 'x'.repeat(22);

let world: CandidateWorld;
beforeAll(async () => {
  // All of them come from one address.
  const many = { points: 100_000, seconds: 600 };
  world = await createCandidateWorld({
    allowances: { ...defaultAllowances, unknownTokens: many, unknownTokensOverall: many },
  });
});
afterAll(() => world.dispose());

async function request() {
  const company = await world.centre.company();
  const recruiter = await world.workstation(company);
  return { company, recruiter, ...(await world.requested(recruiter)) };
}

const json = async (path: string, init?: RequestInit) =>
  (await (await world.fetch(path, init)).json()) as Record<string, unknown> & { err_no?: number };

describe('a candidate at the centre', () => {
  it('sees what the workstation asks for, and what they send reaches it with its file', async () => {
    const { recruiter, token, certificateId } = await request();
    // The centre's hint may bring it before we ask.
    const heard: LiveEvent[] = [];
    recruiter.live.subscribe((event) => heard.push(event));
    const page = await (await world.fetch(`/c/${token}`, { headers: person })).text();
    expect(page).toContain('"candidate_name":"宋海洋"');
    expect(page).toContain('"company_name":"甲公司"');
    // Byte for byte what the workstation's own server says, but for what it has sent.
    expect(await json(`/c/${token}`)).toEqual(
      JSON.parse(JSON.stringify(recruiter.candidateView.candidateRequest(token))),
    );
    const uploaded = await world.upload(token, jpegFile(3));
    expect(uploaded).toMatchObject({ err_no: 0, results: { name: '毕业证.jpg', ext: 'jpg' } });
    expect(await world.submit(token, [uploaded.results])).toBe(0);
    // The answer got lost: the same once more changes nothing.
    expect(await world.submit(token, [uploaded.results])).toBe(0);

    await recruiter.sync.syncNow();
    expect(recruiter.sync.status()).toMatchObject({ parked: 0, openConflicts: 0, pending: 0 });
    const { results } = await recruiter.call(degreeCertificate.getCertificateById, {
      certificate_id: certificateId,
    });
    expect(results).toMatchObject({ status: 2, review_status: 0 });
    expect(results?.attachments).toMatchObject([{ name: '毕业证.jpg', ext: 'jpg' }]);
    const sha256 = String(
      recruiter.database.prepare('SELECT sha256 FROM attachments').pluck().get(),
    );
    expect(readFileSync(recruiter.blobs.folder.path(sha256)).equals(jpegFile(3))).toBe(true);
    await expect
      .poll(() => heard)
      .toContainEqual(
        expect.objectContaining({
          type: 'certificate',
          change: 'submitted',
          resume_name: '宋海洋',
        }),
      );
    expect(recruiter.candidateView.candidateRequest(token)).toMatchObject(
      await json(`/c/${token}`),
    );
    const opened = recruiter.database.prepare('SELECT opened_at FROM certificates').pluck();
    expect(opened.get()).toBe(world.centre.clock.now);
  });

  it('downloads their own uploads, whichever way these came, and removes what they did not submit', async () => {
    const { company, recruiter, token } = await request();
    const there = await upload(recruiter, token, jpegFile(11), '办公室.jpg');
    await recruiter.sync.syncNow();
    const here = await world.upload(token, pdfFile(), '手机.pdf');
    const get = (name: string, withToken = token) =>
      world.fetch(
        `/webank/download?token=${withToken}&dfs_group_name=group1&dfs_file_name=${name}`,
      );
    const name = here.results?.dfs_file_name ?? '';
    expect(Buffer.from(await (await get(name)).arrayBuffer()).equals(pdfFile())).toBe(true);
    const first = Buffer.from(await (await get(there.dfs_file_name)).arrayBuffer());
    expect(first.equals(jpegFile(11))).toBe(true);
    expect(await (await get(name, unknown)).json()).toMatchObject({
      err_no: errors.tokenInvalid.number,
    });

    const path = `/c/${token}/files?dfs_file_name=${encodeURIComponent(name)}`;
    expect(await json(path, { method: 'DELETE' })).toMatchObject({ err_no: 0 });
    expect(await json(path, { method: 'DELETE' })).toMatchObject({
      err_no: errors.attachmentNotFound.number,
    });
    const sha256 = createHash('sha256').update(pdfFile()).digest('hex');
    const folder = join(world.centre.dataFolder, 'blobs', String(company), 'blobs');
    expect(existsSync(join(folder, sha256.slice(0, 2), sha256))).toBe(false);
    await recruiter.sync.syncNow();
    expect(recruiter.sync.status()).toMatchObject({ parked: 0, files: { up: 0, down: 0 } });
    expect(recruiter.database.prepare('SELECT name FROM attachments').pluck().all()).toEqual([
      '办公室.jpg',
    ]);
  });

  it('keeps both submissions where one came over the office network meanwhile', async () => {
    const { recruiter, token, certificateId } = await request();
    const office = await upload(recruiter, token, jpegFile(21), '办公室.jpg');
    expect(await submit(recruiter, token, [office])).toBe(0);
    world.centre.clock.now += 1_000;
    const mobile = await world.upload(token, jpegFile(22), '手机.jpg');
    expect(await world.submit(token, [mobile.results])).toBe(0);
    await recruiter.sync.syncNow();
    await recruiter.sync.syncNow();
    expect(recruiter.sync.status()).toMatchObject({ parked: 0, pending: 0 });
    const { results } = await recruiter.call(degreeCertificate.getCertificateHistory, {
      certificate_id: certificateId,
    });
    const names = results?.submissions.map(({ attachments }) =>
      attachments.map(({ name }) => name),
    );
    expect(names?.toSorted()).toEqual([['办公室.jpg'], ['手机.jpg']].toSorted());
    expect(recruiter.candidateView.candidateRequest(token).files).toEqual(
      (await json(`/c/${token}`)).files,
    );
  });

  it('answers again where a slot is asked for again, and not where that is accepted', async () => {
    const { recruiter, token, certificateId } = await request();
    const [one, two] = [
      await world.upload(token, jpegFile(31), '一.jpg'),
      await world.upload(token, jpegFile(32), '二.jpg'),
    ];
    expect(await world.submit(token, [one.results, two.results])).toBe(0);
    await recruiter.sync.syncNow();
    const { slots } = recruiter.candidateView.candidateRequest(token);
    const [slot] = slots;
    const asked = await recruiter.call(askAgain, {
      certificate_id: certificateId,
      slots: [{ slot_key: slot?.slot_key ?? '', reason_code: 'blurred', remark: '看不清' }],
      remark: '',
      sms_to_candidate: 0,
    });
    expect(asked).toMatchObject({ err_no: 0 });
    await recruiter.sync.syncNow();
    expect(await json(`/c/${token}`)).toMatchObject({ reopened: true, open: true });
    const again = await world.upload(token, jpegFile(33), '重拍.jpg');
    expect(await world.submit(token, [again.results])).toBe(0);
    await recruiter.sync.syncNow();
    await recruiter.call(degreeCertificate.updateReviewStatus, {
      certificate_id: certificateId,
      review_status: 1,
      remark: '',
    });
    await recruiter.sync.syncNow();
    expect(await world.upload(token, jpegFile(34))).toMatchObject({
      err_no: errors.certificateAlreadyReviewed.number,
    });
    expect(await json(`/c/${token}`)).toMatchObject({ open: false, status: 2 });
  });
});

describe('a colleague', () => {
  it('asks again with a link of their own, as theirs is the hash of the first', async () => {
    const { company, recruiter, token, certificateId } = await request();
    const uploaded = await world.upload(token, jpegFile(51));
    expect(await world.submit(token, [uploaded.results])).toBe(0);
    const colleague = await world.workstation(company, { empty: true });
    const linked = async (backend: typeof recruiter) => {
      const asked = { certificate_id: certificateId };
      return (await backend.call(degreeCertificate.getCertificateRequest, asked)).results?.token;
    };
    expect(await linked(recruiter)).toBe(token);
    expect(await linked(colleague)).toBe('');
    const slot = colleague.database
      .prepare<[number], string>(
        'SELECT slot_key FROM certificate_slots WHERE certificate_id = ? ORDER BY position',
      )
      .pluck()
      .get(certificateId);
    const asked = await colleague.call(askAgain, {
      certificate_id: certificateId,
      slots: [{ slot_key: slot ?? '', reason_code: 'blurred', remark: '' }],
      remark: '',
      sms_to_candidate: 0,
    });
    expect(asked).toMatchObject({ err_no: 0 });
    await colleague.sync.syncNow();
    const own = (await linked(colleague)) ?? '';
    expect(own).toMatch(/^[0-9A-Za-z]{22}$/);
    const mail = colleague.database.prepare('SELECT content FROM outbox').pluck().get();
    expect(mail).toContain(`${testCandidateUrl}/c/${own}`);
    for (const either of [own, token]) {
      expect(await json(`/c/${either}`)).toMatchObject({ reopened: true, open: true });
    }
    const again = await world.upload(own, jpegFile(52));
    expect(await world.submit(own, [again.results])).toBe(0);
    await recruiter.sync.syncNow();
    expect(recruiter.sync.status()).toMatchObject({ parked: 0 });
    expect(await linked(recruiter)).toBe(token);
    expect(JSON.stringify(await world.centre.database`SELECT line FROM op`)).not.toContain(own);
  });
});

describe('what the centre knows', () => {
  it('answers unknown, expired and revoked tokens alike, and hashes open nothing', async () => {
    const { recruiter, token, certificateId } = await request();
    const hash = `sha256%3A${createHash('sha256').update(token).digest('hex')}`;
    await recruiter.call(degreeCertificate.revokeToken, { certificate_id: certificateId });
    await recruiter.sync.syncNow();
    const other = await request();
    const days = 31 * 24 * 3_600_000;
    world.centre.clock.now += days;
    const answers = new Set<string>();
    for (const bad of [unknown, token, other.token, hash, '%00', "'--", 'a'.repeat(500)]) {
      const page = await world.fetch(`/c/${bad}`, { headers: browser });
      const api = await world.fetch(`/c/${bad}`);
      const status = await json(degreeCertificate.getStatusByToken.path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: bad.slice(0, 100) }),
      });
      const sent = bad.length > 100 ? { err_no: 3002 } : await world.upload(bad);
      answers.add(
        `${page.status} ${await page.text()} ${await api.text()} ${status.err_no} ${sent.err_no}`,
      );
    }
    world.centre.clock.now -= days;
    expect(answers.size).toBe(1);
    expect([...answers][0]).toMatch(/^404 .*"err_no":3002.*"err_no":3002.* 3002 3002$/s);
  });

  it('is hashes of tokens, in the database and on disk', async () => {
    const { token, certificateId } = await request();
    await world.upload(token);
    const dump = await world.centre.database`
      SELECT line AS text FROM op UNION ALL SELECT body FROM op UNION ALL SELECT data FROM synced_row`;
    expect(dump.length).toBeGreaterThan(10);
    expect(JSON.stringify(dump)).not.toContain(token);
    expect(JSON.stringify(dump)).toContain(createHash('sha256').update(token).digest('hex'));
    expect(certificateId).toBeGreaterThan(0);
  });

  it('stays within the company of the token', async () => {
    const [ours, theirs] = [await request(), await request()];
    const uploaded = await world.upload(ours.token, jpegFile(41));
    const head = async ({ company }: { company: number }) =>
      (
        await world.centre.database<{ head: number }[]>`
          SELECT head FROM stream WHERE company_id = ${company} AND uid IS NULL`
      )[0]?.head;
    const before = await head(theirs);
    expect(await world.submit(theirs.token, [uploaded.results])).toBe(
      errors.attachmentNotOfToken.number,
    );
    const name = uploaded.results?.dfs_file_name ?? '';
    expect(
      await json(`/c/${theirs.token}/files?dfs_file_name=${name}`, { method: 'DELETE' }),
    ).toMatchObject({ err_no: errors.attachmentNotFound.number });
    expect(
      await json(`/webank/download?token=${theirs.token}&dfs_file_name=${name}`),
    ).toMatchObject({ err_no: errors.attachmentNotFound.number });
    expect(await world.submit(ours.token, [uploaded.results])).toBe(0);
    expect(await head(theirs)).toBe(before);
    await theirs.recruiter.sync.syncNow();
    expect(theirs.recruiter.database.prepare('SELECT 1 FROM attachments').all()).toEqual([]);
  });

  it('refuses a token that two companies claim', async () => {
    const { token } = await request();
    const thief = await world.centre.device(await world.centre.company());
    const [row] = await world.centre.database<{ data: string }[]>`
      SELECT data FROM synced_row WHERE entity = 'certificates'
        AND data::json->>'token' = ${`sha256:${createHash('sha256').update(token).digest('hex')}`}`;
    const stream = thief.last?.streams.company;
    expect(stream).toBeDefined();
    await world.centre.database`
      INSERT INTO synced_row(stream_id, entity, id, seq, data, clocks, subject)
      SELECT stream_id, 'certificates', '1', 1, ${row?.data ?? ''}, '{}', '1' FROM stream
      WHERE epoch = ${stream?.epoch ?? ''}`;
    expect(await json(`/c/${token}`)).toMatchObject({ err_no: errors.tokenInvalid.number });
  });
});

describe('hostile uploads', () => {
  it('leave nothing: no file, no row', async () => {
    const { company, token } = await request();
    const html = new TextEncoder().encode('<html><script>alert(1)</script></html>');
    for (const [content, refusal] of [
      [html, 'attachmentTypeRefused'],
      [jpegFile().slice(0, 300), 'attachmentDamaged'],
      [new Uint8Array(), 'attachmentEmpty'],
      [jpegOfSize(21 * 1024 * 1024), 'attachmentTooLarge'],
    ] as const) {
      const answer = await world.upload(token, content as Uint8Array<ArrayBuffer>);
      expect(answer.err_no, refusal).toBe(errors[refusal].number);
    }
    const incoming = join(world.centre.dataFolder, 'candidates');
    const left = readdirSync(incoming, { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
    const [quota] = await world.centre.database<{ files: number }[]>`
      SELECT count(*)::integer AS files FROM blob WHERE company_id = ${company}`;
    expect(quota?.files).toBe(0);
    expect(await json(`/c/${token}`)).toMatchObject({ files: [] });
  });

  it('are refused where the company has no room left, and where the token has enough', async () => {
    const { company, recruiter, token } = await request();
    await world.centre.database`UPDATE company SET limit_bytes = used_bytes + 10
      WHERE company_id = ${company}`;
    expect(await world.upload(token)).toMatchObject({ err_no: errors.storageFull.number });
    await world.centre
      .database`UPDATE company SET limit_bytes = 1e12 WHERE company_id = ${company}`;
    recruiter.database
      .prepare(
        `INSERT INTO settings(uid, key, value, updated_at) VALUES (0, 'limits', ?, 1)
         ON CONFLICT DO UPDATE SET value = excluded.value`,
      )
      .run(JSON.stringify({ fileBytes: 2_000_000, filesPerCertificate: 1 }));
    await recruiter.sync.syncNow();
    const large = await world.fetch('/atsng/atsMain/uploadWithToken', {
      method: 'POST',
      headers: { [candidateTokenHeader]: token, 'content-type': 'multipart/form-data; boundary=x' },
      body: 'x',
    });
    expect(((await large.json()) as { err_no: number }).err_no).not.toBe(0);
    expect(await world.upload(token, jpegOfSize(3_000_000))).toMatchObject({
      err_no: errors.attachmentTooLarge.number,
    });
    expect(await world.upload(token)).toMatchObject({ err_no: 0 });
    expect(await world.upload(token, jpegFile(2))).toMatchObject({
      err_no: errors.attachmentCountExceeded.number,
    });
  });
});
