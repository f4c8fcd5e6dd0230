import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../main/database/database.ts';
import { startTestSmtpServer, type TestSmtpServer } from '../../main/delivery/test-smtp-server.ts';

const program = fileURLToPath(new URL('delivery-child.ts', import.meta.url));
const messages = 12;

let dataFolder: string;
let server: TestSmtpServer;
let child: ChildProcess | undefined;
beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'credo-kill-'));
  server = await startTestSmtpServer();
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await server.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

interface Row {
  message_id_header: string;
  state: string;
  attempts: number;
}

/** @param more what else the program is told: how many days its clock is ahead */
function start(count = messages, ...more: string[]): ChildProcess {
  child = spawn(process.execPath, [program, dataFolder, server.url, String(count), ...more], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return child;
}

async function kill(): Promise<void> {
  const victim = child as ChildProcess;
  const ended = once(victim, 'exit');
  victim.kill('SIGKILL');
  await ended;
}

function rows(): Row[] {
  const database = openDatabase(join(dataFolder, 'credo.db'));
  try {
    return database
      .prepare<[], Row>('SELECT message_id_header, state, attempts FROM outbox ORDER BY message_id')
      .all();
  } finally {
    database.close();
  }
}

/** Starts the program and resolves with the server's n-th message before it is answered. */
async function untilMessage(number: number, count = messages, ...more: string[]): Promise<void> {
  let seen = 0;
  await new Promise<void>((resolve) => {
    server.beforeAnswer = async () => {
      seen += 1;
      if (seen < number) return;
      resolve();
      // Never answered: the connection is gone with the program.
      await once(child as ChildProcess, 'exit');
    };
    start(count, ...more);
  });
}

/** Starts the program and lets it work until everything has been accepted. */
async function untilDelivered(): Promise<void> {
  server.beforeAnswer = () => {};
  start();
  await expect
    .poll(() => new Set(server.accepted.map(({ messageId }) => messageId)).size, {
      timeout: 60_000,
    })
    .toBe(messages);
  await expect
    .poll(() => rows().every(({ state }) => state === 'accepted'), { timeout: 60_000 })
    .toBe(true);
  await kill();
}

/** How often the server answered 250 to each message. */
function acceptances(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { messageId = '' } of server.accepted) {
    counts.set(messageId, (counts.get(messageId) ?? 0) + 1);
  }
  return counts;
}

it.each([1, 5, messages])(
  'killed before message %i is answered: every message goes out, none that was known to be accepted twice',
  async (number) => {
    await untilMessage(number);
    await kill();
    const before = rows();
    expect(before).toHaveLength(messages);
    expect(before.filter(({ state }) => state === 'sending')).toHaveLength(1);
    const known = before.filter(({ state }) => state === 'accepted');
    expect(known).toHaveLength(number - 1);

    // The server takes what it had not answered yet; nobody is left to hear it.
    await untilDelivered();
    const counts = acceptances();
    for (const { message_id_header } of known) expect(counts.get(message_id_header)).toBe(1);
    for (const row of rows()) {
      expect(row.state).toBe('accepted');
      // The one on the wire may be there twice, under the same Message-ID; nothing else.
      const twice = before.find(
        ({ message_id_header, state }) =>
          message_id_header === row.message_id_header && state === 'sending',
      );
      expect(counts.get(row.message_id_header)).toBeLessThanOrEqual(twice ? 2 : 1);
      expect(row.attempts).toBe(twice ? 2 : 1);
    }
  },
);

it('killed again and again: never a message lost, each under one Message-ID', async () => {
  for (const number of [1, 2, 1, 3]) {
    await untilMessage(number);
    await kill();
    expect(rows()).toHaveLength(messages);
  }
  const headers = rows().map(({ message_id_header }) => message_id_header);
  await untilDelivered();
  expect(rows().map(({ message_id_header }) => message_id_header)).toEqual(headers);
  expect([...acceptances().keys()].sort()).toEqual([...headers].sort());
});

it('reminds once of each request after a sleep, whenever it is killed', async () => {
  const requests = 4;
  const reminders = () => {
    const database = openDatabase(join(dataFolder, 'credo.db'));
    try {
      return database
        .prepare<[], { certificate_id: number; states: string; mails: number; state: string }>(
          `SELECT certificate_id, group_concat(state, ' ' ORDER BY day) AS states,
             (SELECT COUNT(*) FROM outbox o WHERE o.certificate_id = r.certificate_id
               AND o.reminder = 1) AS mails,
             (SELECT MAX(state) FROM outbox o WHERE o.certificate_id = r.certificate_id
               AND o.reminder = 1) AS state
           FROM certificate_reminders r GROUP BY certificate_id ORDER BY certificate_id`,
        )
        .all();
    } finally {
      database.close();
    }
  };
  // The requests leave; then the machine sleeps past the days 1, 3 and 7.
  start(requests, '0');
  await expect.poll(() => server.accepted.length, { timeout: 60_000 }).toBe(requests);
  await expect
    .poll(() => rows().every(({ state }) => state === 'accepted'), { timeout: 60_000 })
    .toBe(true);
  await kill();
  expect(reminders().map(({ states }) => states)).toEqual(
    Array.from({ length: requests }, () => 'waiting waiting waiting'),
  );

  // Killed with the first reminder on the wire, then with the third.
  for (const number of [1, 3]) {
    await untilMessage(number, requests, '8');
    await kill();
    for (const { mails } of reminders()) expect(mails).toBeLessThanOrEqual(1);
  }
  server.beforeAnswer = () => {};
  start(requests, '9');
  await expect
    .poll(() => reminders().every(({ state }) => state === 'accepted'), { timeout: 60_000 })
    .toBe(true);
  await kill();
  expect(reminders().map(({ states, mails }) => [states, mails])).toEqual(
    Array.from({ length: requests }, () => ['collapsed collapsed sent', 1]),
  );
  // One Message-ID for each; what was on the wire may have come twice under its own.
  const ids = server.accepted.slice(requests).map(({ messageId }) => messageId);
  expect(new Set(ids).size).toBe(requests);
});
