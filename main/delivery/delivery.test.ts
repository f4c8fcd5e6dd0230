import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../shared/api/events.ts';
import { saveWorkspace } from '../../shared/api/workspace.ts';
import { createTestDelivery, type TestDelivery } from './test-delivery.ts';
import { startTestSmtpServer, type TestSmtpServer } from './test-smtp-server.ts';

let server: TestSmtpServer;
let delivery: TestDelivery;
beforeEach(async () => {
  server = await startTestSmtpServer();
  delivery = createTestDelivery({ smtpUrl: server.url });
  await delivery.backend.call(saveWorkspace, {
    company_name: '上海逸橙信息科技有限公司',
    uname: '李招聘',
    uemail: 'li@example.com',
  });
});
afterEach(async () => {
  await delivery.dispose();
  await server.close();
});

describe('a mail that is accepted', () => {
  it('arrives with its subject, sender, answer address and both bodies', async () => {
    const id = delivery.queue({ subject: '学历证明'.repeat(60) });
    await delivery.settle();
    const [mail] = server.accepted;
    expect(mail?.subject).toBe('学历证明'.repeat(60));
    expect(mail?.from?.value).toEqual([
      { name: '上海逸橙信息科技有限公司', address: 'hr@example.com' },
    ]);
    expect(mail?.replyTo?.value).toEqual([{ name: '李招聘', address: 'li@example.com' }]);
    expect(mail?.to).toMatchObject({ text: 'candidate@example.com' });
    expect(mail?.headers.get('content-type')).toMatchObject({ value: 'multipart/alternative' });
    expect(mail?.html).toContain('<a href="http://192.168.1.20:7421/c/abc">上传材料</a>');
    expect(mail?.text?.trim()).toBe('您好\n\n上传材料 <http://192.168.1.20:7421/c/abc>');
    expect(mail?.date?.getTime()).toBe(delivery.scheduler.clock.now);
    expect(delivery.row(id)).toMatchObject({ state: 'accepted', attempts: 1, last_error: null });
    expect(mail?.messageId).toBe(delivery.row(id).message_id_header);
    expect(mail?.messageId).toMatch(/^<[0-9A-Za-z]{22}@example\.com>$/);
  });

  it('is published, and its application with it', async () => {
    delivery.backend.database.exec(`
      INSERT INTO candidates(tob_resume_id, name, name_sort, created_at, updated_at)
        VALUES (7, 'a', 'a', 0, 0);
      INSERT INTO positions(tob_position_id, name, process_id, created_at, updated_at)
        VALUES (7, 'p', 1, 0, 0);
      INSERT INTO applications(application_id, tob_resume_id, tob_position_id, process_id,
          stage_type_id, stage_id, step_id, name_sort, applied_at, updated_at, changed_sequence)
        VALUES (5, 7, 7, 1, 3, 8, 3313, 'a', 0, 0, 1);`);
    const events: LiveEvent[] = [];
    delivery.backend.live.subscribe((event) => events.push(event));
    const message_id = delivery.queue({ application_id: 5 });
    await delivery.settle();
    const application = { type: 'application', application_id: 5 };
    const message = { type: 'message', message_id, certificate_id: null };
    expect(events).toEqual([
      { ...message, state: 'queued' },
      application,
      { ...message, state: 'sending' },
      application,
      { ...message, state: 'accepted' },
      application,
    ]);
  });

  it('shares its connection with the next, and keeps the order', async () => {
    for (const subject of ['一', '二', '三']) delivery.queue({ subject });
    await delivery.settle();
    expect(server.accepted.map(({ subject }) => subject)).toEqual(['一', '二', '三']);
    expect(server.connections).toBe(1);
  });

  it('embeds images as parts, because mail programs show no data addresses', async () => {
    const pixel =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
    delivery.queue({ content: `<p>您好<img src="data:image/png;base64,${pixel}" /></p>` });
    await delivery.settle();
    expect(server.accepted[0]?.attachments).toMatchObject([
      { contentType: 'image/png', related: true },
    ]);
  });

  it('cannot be given further headers or recipients', async () => {
    await delivery.backend.call(saveWorkspace, { company_name: 'A\r\nBcc: evil@example.com' });
    delivery.queue({ subject: 'S\r\nBcc: evil@example.com\r\n\r\nbody' });
    const refused = delivery.queue({ recipient: 'a@example.com\r\nBcc: evil@example.com' });
    const list = delivery.queue({ recipient: 'a@example.com, evil@example.com' });
    await delivery.settle();
    const [mail] = server.accepted;
    expect(mail?.subject).toBe('S Bcc: evil@example.com body');
    expect(mail?.headers.has('bcc')).toBe(false);
    expect(mail?.from?.value[0]).toEqual({
      name: 'A Bcc: evil@example.com',
      address: 'hr@example.com',
    });
    expect(server.accepted).toHaveLength(1);
    for (const id of [refused, list]) {
      expect(delivery.row(id)).toMatchObject({ state: 'failed' });
      expect(delivery.row(id).last_error).toContain('not a mail address');
    }
  });
});

describe('a mail that the server refuses', () => {
  it('for good fails at once, with the server’s own words, and the next goes out', async () => {
    server.answers.push({ code: 550, text: '5.1.1 mailbox unavailable 用户不存在' });
    const [refused, next] = [delivery.queue(), delivery.queue()];
    await delivery.settle();
    expect(delivery.row(refused)).toMatchObject({
      state: 'failed',
      attempts: 1,
      last_error: '550 5.1.1 mailbox unavailable 用户不存在',
    });
    expect(delivery.row(next).state).toBe('accepted');
    expect(server.connections).toBe(1);
  });

  it('for now waits by itself, longer each time, while others go out', async () => {
    server.answers.push({ code: 451, text: 'greylisted' });
    const [deferred, next] = [delivery.queue(), delivery.queue()];
    await delivery.settle();
    expect(delivery.row(next).state).toBe('accepted');
    expect(delivery.row(deferred)).toMatchObject({ state: 'queued', last_error: '451 greylisted' });
    const wait = () => delivery.row(deferred).next_attempt_at - delivery.scheduler.clock.now;
    const first = wait();
    expect(first).toBeGreaterThanOrEqual(48_000);
    expect(first).toBeLessThanOrEqual(72_000);
    await delivery.advance(first - 1);
    expect(delivery.row(deferred).attempts).toBe(1);
    server.answers.push({ code: 451, text: 'greylisted again' });
    await delivery.advance(1);
    expect(delivery.row(deferred)).toMatchObject({
      attempts: 2,
      last_error: '451 greylisted again',
    });
    expect(wait()).toBeGreaterThanOrEqual(96_000);
    const header = delivery.row(deferred).message_id_header;
    await delivery.advance(wait());
    expect(delivery.row(deferred)).toMatchObject({ state: 'accepted', last_error: null });
    expect(server.accepted.at(-1)?.messageId).toBe(header);
  });

  it('for days is given up', async () => {
    const id = delivery.queue();
    const start = delivery.scheduler.clock.now;
    for (let attempt = 0; delivery.row(id).state === 'queued'; attempt += 1) {
      server.answers.push({ code: 452, text: 'mailbox full' });
      await delivery.advance(
        Math.max(delivery.row(id).next_attempt_at - delivery.scheduler.clock.now, 0),
      );
      expect(attempt).toBeLessThan(100);
    }
    const days = (delivery.scheduler.clock.now - start) / 86_400_000;
    expect(days).toBeGreaterThan(2);
    expect(days).toBeLessThan(4);
    expect(delivery.row(id)).toMatchObject({
      state: 'failed',
      last_error: 'credo:gaveUp 452 mailbox full',
    });
  });
});

describe('a server that is away', () => {
  it('keeps messages queued, saying so, and they go out once when it returns', async () => {
    await server.close();
    const [first, second] = [delivery.queue(), delivery.queue()];
    await delivery.settle();
    for (const id of [first, second]) {
      expect(delivery.row(id).state).toBe('queued');
      expect(delivery.row(id).last_error).toMatch(/^credo:unreachable .*ECONNREFUSED/);
    }
    await delivery.advance(24 * 3_600_000);
    expect(delivery.row(first).state).toBe('queued');
    server = await startTestSmtpServer({}, server.port);
    await delivery.advance(75_000);
    expect(delivery.row(first).state).toBe('accepted');
    expect(delivery.row(second).state).toBe('accepted');
    expect(server.accepted).toHaveLength(2);
  });

  it('is tried at once when the host says that the network is back', async () => {
    await server.close();
    const id = delivery.queue();
    await delivery.settle();
    server = await startTestSmtpServer({}, server.port);
    delivery.backend.delivery.wake();
    await delivery.settle();
    expect(delivery.row(id)).toMatchObject({ state: 'accepted', attempts: 2 });
  });
});

describe('a link that was no longer valid', () => {
  it.each([
    ['revoked', 'revoked_at = 1'],
    ['expired', 'expires_at = 1'],
  ])('%s is not sent', async (_, change) => {
    const { database } = delivery.backend;
    database.pragma('foreign_keys = OFF');
    database.exec(`
      INSERT INTO certificates(certificate_id, kind, application_id, uid, token, expires_at,
        mail_tpl_id, resume_name, resume_email, resume_phone, position_name, email_subject,
        stage_id, step_id, status, review_status, created_at, updated_at)
      VALUES (3, 'degree', 1, 1, 't', 9e15, 59, '', '', '', '', '', 8, 3313, 1, 0, 0, 0);
      UPDATE certificates SET ${change}`);
    const id = delivery.queue({ certificate_id: 3 });
    await delivery.settle();
    expect(delivery.row(id)).toMatchObject({ state: 'failed', last_error: 'credo:linkInvalid' });
    expect(server.accepted).toEqual([]);
  });
});
