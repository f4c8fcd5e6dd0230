import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  getBounceMailbox,
  saveBounceMailbox,
  testBounceMailbox,
} from '../../../shared/api/bounces.ts';
import { listMessages } from '../../../shared/api/outbox.ts';
import { createTestDelivery, type TestDelivery } from '../test-delivery.ts';
import { startTestSmtpServer, type TestSmtpServer } from '../test-smtp-server.ts';
import {
  failureReport,
  imapPassword,
  imapUser,
  startTestImapServer,
  type TestImapServer,
} from './test-imap-server.ts';

const newsletter = `From: News <news@example.com>
To: hr@example.com
Subject: Weekly failures returned
Date: Mon, 02 Mar 2026 09:00:00 +0800

Nothing about us.
`;

let smtp: TestSmtpServer;
let imap: TestImapServer;
let delivery: TestDelivery;
beforeEach(async () => {
  smtp = await startTestSmtpServer();
  imap = await startTestImapServer([newsletter]);
  delivery = createTestDelivery({ smtpUrl: smtp.url });
  delivery.backend.bounces.start();
});
afterEach(async () => {
  await delivery.backend.bounces.stop();
  await delivery.dispose();
  await imap.close();
  await smtp.close();
});

const save = async (fields = {}) => {
  await delivery.backend.call(saveBounceMailbox, {
    host: '127.0.0.1',
    port: imap.port,
    secure: false,
    user: imapUser,
    mailbox: 'INBOX',
    password: imapPassword,
    ...fields,
  });
  await delivery.backend.bounces.settled();
};
const look = async () => {
  delivery.scheduler.advance(3 * 60_000);
  await delivery.backend.bounces.settled();
};
const sent = async (recipient = 'candidate@example.com') => {
  const id = delivery.queue({ recipient });
  await delivery.settle();
  expect(delivery.row(id).state).toBe('accepted');
  return id;
};

it('marks the mail that a report is about as bounced, with the server’s words', async () => {
  const id = await sent();
  const other = await sent();
  await save();
  const { message_id_header, recipient } = delivery.row(id);
  imap.deliver(failureReport({ messageId: message_id_header, recipient }));
  await look();
  expect(delivery.row(id)).toMatchObject({
    state: 'failed',
    stage: 'bounced',
    bounce_kind: 'hard',
    last_error: '550 5.1.1 mailbox unavailable',
  });
  expect(delivery.row(other).stage).toBe('accepted');
  const { results } = await delivery.backend.call(listMessages, {
    stage: 'bounced',
    page: 1,
    size: 20,
  });
  expect(results.dataList).toMatchObject([{ message_id: id, bounced_at: expect.any(String) }]);
  // Read again from the start, the report changes nothing.
  delivery.backend.database.exec('DELETE FROM bounce_mailboxes');
  const { updated_at } = delivery.row(id);
  await look();
  expect(delivery.row(id).updated_at).toBe(updated_at);
});

it('finds the mail by the address where the report names no Message-ID, and tells soft from hard', async () => {
  const id = await sent('full@example.com');
  await save();
  imap.deliver(
    failureReport({
      messageId: '<unknown@elsewhere>',
      recipient: 'full@example.com',
      status: '4.2.2',
      diagnostic: 'smtp; 452 4.2.2 mailbox full',
    }),
  );
  await look();
  expect(delivery.row(id)).toMatchObject({ stage: 'bounced', bounce_kind: 'soft' });
});

it('reads a notice that is no report by the book, and leaves delays and other mail alone', async () => {
  const id = await sent();
  const delayed = await sent('slow@example.com');
  await save();
  const { message_id_header } = delivery.row(id);
  imap.deliver(`From: PostMaster@qq.com
To: hr@example.com
Subject: =?utf-8?B?${Buffer.from('系统退信').toString('base64')}?=
Content-Type: text/plain; charset=utf-8

您的邮件被退回：550 Mailbox not found. 原邮件 Message-ID: ${message_id_header}
`);
  imap.deliver(
    failureReport({
      messageId: delivery.row(delayed).message_id_header,
      recipient: 'slow@example.com',
      action: 'delayed',
      status: '4.4.1',
    }),
  );
  await look();
  expect(delivery.row(id)).toMatchObject({ stage: 'bounced', bounce_kind: 'hard' });
  expect(delivery.row(delayed).stage).toBe('accepted');
});

it('says how it goes: off, reading, refused in the server’s words; the password is never answered', async () => {
  const state = async () => (await delivery.backend.call(getBounceMailbox, {})).results;
  expect(await state()).toMatchObject({ state: 'off', host: '', password_set: false });
  expect((await delivery.backend.call(testBounceMailbox, {})).err_no).toBe(5020);
  await save({ password: 'wrong' });
  expect((await state()).state).toBe('failed');
  expect((await state()).words).not.toBe('');
  expect((await delivery.backend.call(testBounceMailbox, {})).err_no).toBe(5021);
  await save();
  expect(await state()).toMatchObject({ state: 'watching', password_set: true });
  expect((await delivery.backend.call(testBounceMailbox, {})).results).toEqual({ messages: 1 });
  expect(JSON.stringify(await state())).not.toContain(imapPassword);
  // The password goes to no other host.
  const moved = await delivery.backend.call(saveBounceMailbox, {
    ...{
      host: 'imap.elsewhere.example',
      port: 993,
      secure: true,
      user: imapUser,
      mailbox: 'INBOX',
    },
  });
  expect(moved.results.password_set).toBe(false);
});

const listening = () => delivery.backend.bounces.listening;

it('shows a bounce as it comes, without a look at the mailbox, also after the connection broke', async () => {
  const first = await sent();
  const second = await sent('second@example.com');
  await save();
  await expect.poll(listening).toBe(true);
  const report = (id: number) => {
    const { message_id_header, recipient } = delivery.row(id);
    imap.deliver(failureReport({ messageId: message_id_header, recipient }));
  };
  report(first);
  await expect.poll(() => delivery.row(first).stage).toBe('bounced');

  imap.hangUp();
  await expect.poll(listening).toBe(false);
  // It comes while nobody listens; who comes back looks.
  report(second);
  // Less than the time between two looks.
  delivery.scheduler.advance(10_000);
  await expect.poll(() => delivery.row(second).stage).toBe('bounced');
  await expect.poll(listening).toBe(true);
  await save({ host: '' });
  await expect.poll(listening).toBe(false);
});

it('looks now and then where the server does not tell of mail', async () => {
  await imap.close();
  imap = await startTestImapServer([], { idle: false });
  const id = await sent();
  await save();
  const { message_id_header, recipient } = delivery.row(id);
  imap.deliver(failureReport({ messageId: message_id_header, recipient }));
  await look();
  expect(delivery.row(id).stage).toBe('bounced');
  expect(listening()).toBe(false);
});
