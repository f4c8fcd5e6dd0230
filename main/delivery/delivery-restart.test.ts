import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDelivery, type TestDelivery } from './test-delivery.ts';
import { startTestSmtpServer, type TestSmtpServer } from './test-smtp-server.ts';

let server: TestSmtpServer;
let delivery: TestDelivery;
beforeEach(async () => {
  server = await startTestSmtpServer();
  delivery = createTestDelivery({ smtpUrl: server.url });
});
afterEach(async () => {
  await delivery.dispose();
  await server.close();
});

/** Holds the server's answer to the next message back until it is released. */
function holdAnswer(): { arrived: Promise<void>; release: () => void } {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const arrived = new Promise<void>((resolve) => {
    server.beforeAnswer = async () => {
      server.beforeAnswer = () => {};
      resolve();
      await held;
    };
  });
  return { arrived, release };
}

it('sends again, once and under the same Message-ID, what was on the wire when the program ended', async () => {
  await delivery.backend.delivery.stop();
  const id = delivery.queue();
  delivery.backend.database.exec(`UPDATE outbox SET state = 'sending', attempts = 1`);
  const header = delivery.row(id).message_id_header;
  delivery.backend.delivery.start();
  expect(delivery.row(id).message_id_header).toBe(header);
  await delivery.settle();
  expect(server.accepted.map(({ messageId }) => messageId)).toEqual([header]);
  expect(delivery.row(id)).toMatchObject({ state: 'accepted', attempts: 2 });
});

it('lets the message on the wire finish before it stops, and starts no other', async () => {
  const { arrived, release } = holdAnswer();
  const [first, second] = [delivery.queue(), delivery.queue()];
  await arrived;
  const stopped = delivery.backend.delivery.stop();
  expect(delivery.row(first).state).toBe('sending');
  release();
  await stopped;
  expect(delivery.row(first).state).toBe('accepted');
  expect(delivery.row(second)).toMatchObject({ state: 'queued', attempts: 0 });
});

it('gives the message on the wire up at the deadline, and queues it again', async () => {
  const { arrived, release } = holdAnswer();
  const id = delivery.queue();
  await arrived;
  const stopped = delivery.backend.delivery.stop(3_000);
  delivery.scheduler.advance(3_000);
  await stopped;
  expect(delivery.row(id)).toMatchObject({ state: 'queued', last_error: 'credo:interrupted' });
  release();
});

it('does not send again what was accepted while the disk refused to write so', async () => {
  const { database } = delivery.backend;
  const { arrived, release } = holdAnswer();
  const [first, second] = [delivery.queue(), delivery.queue()];
  await arrived;
  database.exec(`CREATE TRIGGER full BEFORE UPDATE ON outbox
    BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
  release();
  await delivery.settle();
  expect(server.accepted).toHaveLength(1);
  expect(delivery.row(first).state).toBe('sending');
  database.exec('DROP TRIGGER full');
  await delivery.advance(60_000);
  expect(delivery.row(first)).toMatchObject({ state: 'accepted', attempts: 1 });
  expect(delivery.row(second).state).toBe('accepted');
  expect(server.accepted).toHaveLength(2);
});

it('leaves no timer behind when it stops', async () => {
  // Other features have timers of their own.
  const others = delivery.scheduler.waiting;
  server.answers.push({ code: 451, text: 'later' });
  delivery.queue();
  await delivery.settle();
  expect(delivery.scheduler.waiting).toBe(others + 1);
  await delivery.backend.delivery.stop();
  expect(delivery.scheduler.waiting).toBe(others);
});

it('sends nothing of a transaction that is rolled back', async () => {
  const { database } = delivery.backend;
  expect(() =>
    database.transaction(() => {
      delivery.queue();
      throw new Error('refused');
    })(),
  ).toThrow('refused');
  await delivery.settle();
  expect(server.accepted).toEqual([]);
  expect(database.prepare('SELECT COUNT(*) AS n FROM outbox').get()).toEqual({ n: 0 });
});
