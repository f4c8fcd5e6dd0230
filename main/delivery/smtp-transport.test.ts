import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { sendTestMail } from '../../shared/api/workspace.ts';
import { errors } from '../../shared/errors.ts';
import { createTestDelivery, type TestDelivery } from './test-delivery.ts';
import { startTestSmtpServer, type TestSmtpServer } from './test-smtp-server.ts';

let server: TestSmtpServer | undefined;
let delivery: TestDelivery | undefined;
afterEach(async () => {
  await delivery?.dispose();
  await server?.close();
  server = undefined;
  delivery = undefined;
});

const recipient = 'somebody@example.com';

/** A server that wants the password `right`, over TLS or not. */
function startPrivateServer(options: { tls: boolean }): Promise<TestSmtpServer> {
  return startTestSmtpServer({
    authOptional: false,
    disabledCommands: options.tls ? [] : ['STARTTLS'],
    allowInsecureAuth: !options.tls,
    onAuth: ({ password }, _session, callback) => {
      if (password === 'right') return callback(null, { user: 'hr' });
      return callback(new Error('5.7.8 authentication failed 密码错误'));
    },
  });
}

async function testMail(smtpUrl: string) {
  delivery = createTestDelivery({ smtpUrl });
  return delivery.backend.call(sendTestMail, { recipient });
}

describe('a test mail', () => {
  it('arrives over STARTTLS with a sign-in, and answers with the server’s words', async () => {
    server = await startPrivateServer({ tls: true });
    const { results } = await testMail(
      `smtp://hr:right@127.0.0.1:${server.port}?from=hr@example.com&requireTLS=true`,
    );
    expect(results.response).toMatch(/^250 /);
    expect(server.accepted[0]?.to).toMatchObject({ text: recipient });
    expect(server.accepted[0]?.headers.get('received')).toBeUndefined();
  });

  it('is refused in the server’s own words where the password is wrong', async () => {
    server = await startPrivateServer({ tls: false });
    const answer = await testMail(`smtp://hr:wrong@127.0.0.1:${server.port}?from=hr@example.com`);
    expect(answer.err_no).toBe(errors.mailRefused.number);
    expect(answer.err_msg).toContain('535 5.7.8 authentication failed 密码错误');
  });

  it('is not sent where the certificate does not verify', async () => {
    server = await startPrivateServer({ tls: true });
    const answer = await testMail(
      `smtp://hr:right@127.0.0.1:${server.port}?from=hr@example.com&requireTLS=true&tls.rejectUnauthorized=true`,
    );
    expect(answer.err_no).toBe(errors.mailRefused.number);
    expect(answer.err_msg).toMatch(/certificate/);
    expect(server.accepted).toEqual([]);
  });

  it('is not sent where the server offers no TLS and TLS is required', async () => {
    server = await startPrivateServer({ tls: false });
    const answer = await testMail(
      `smtp://hr:right@127.0.0.1:${server.port}?from=hr@example.com&requireTLS=true`,
    );
    expect(answer.err_no).toBe(errors.mailRefused.number);
    expect(server.accepted).toEqual([]);
  });

  it('is refused where no account or no address is given', async () => {
    delivery = createTestDelivery();
    const call = (to: string) => delivery?.backend.call(sendTestMail, { recipient: to });
    expect((await call(recipient))?.err_no).toBe(errors.mailNotConfigured.number);
    expect((await call('nobody'))?.err_no).toBe(errors.invalidParameter.number);
  });

  it('answers what the system says where no server listens', async () => {
    const answer = await testMail('smtp://127.0.0.1:1?from=hr@example.com');
    expect(answer.err_no).toBe(errors.mailRefused.number);
    expect(answer.err_msg).toContain('ECONNREFUSED');
  });
});

describe('a queued mail', () => {
  it('waits with the server’s words while the sign-in is refused, and is tried seldom', async () => {
    server = await startPrivateServer({ tls: false });
    delivery = createTestDelivery({
      smtpUrl: `smtp://hr:wrong@127.0.0.1:${server.port}?from=hr@example.com`,
    });
    const [first, second] = [delivery.queue(), delivery.queue()];
    await delivery.settle();
    for (const id of [first, second]) {
      expect(delivery.row(id).state).toBe('queued');
      expect(delivery.row(id).last_error).toMatch(/^credo:signInRefused 535 5\.7\.8 /);
    }
    expect(server.connections).toBe(1);
    await delivery.advance(3 * 60_000);
    expect(server.connections).toBe(1);
    await delivery.advance(4 * 60_000);
    expect(server.connections).toBe(2);
  });

  it.each([
    ['a server too busy to talk', '421 4.3.2 too busy\r\n', '421 4.3.2 too busy'],
    ['a server that hangs up', '', 'clos'],
    ['something that is no mail server', 'HTTP/1.1 400 Bad Request\r\n\r\n', ''],
  ])('waits for the server, not for itself, with %s', async (_, greeting, words) => {
    const odd = createServer((socket) => socket.on('error', () => {}).end(greeting));
    odd.listen(0, '127.0.0.1');
    await once(odd, 'listening');
    const { port } = odd.address() as AddressInfo;
    delivery = createTestDelivery({ smtpUrl: `smtp://127.0.0.1:${port}?from=hr@example.com` });
    const id = delivery.queue();
    await delivery.settle();
    expect(delivery.row(id)).toMatchObject({ state: 'queued', deferrals: 0 });
    expect(delivery.row(id).last_error).toMatch(/^credo:unreachable /);
    expect(delivery.row(id).last_error).toContain(words);
    await new Promise((resolve) => odd.close(resolve));
  });

  it('that breaks every connection waits behind the others', async () => {
    const mailServer = await startTestSmtpServer();
    server = mailServer;
    mailServer.beforeAnswer = ({ subject }) => {
      if (subject === 'breaks') mailServer.hangUp();
    };
    delivery = createTestDelivery({ smtpUrl: mailServer.url });
    const breaking = delivery.queue({ subject: 'breaks' });
    const other = delivery.queue();
    await delivery.settle();
    expect(delivery.row(other)).toMatchObject({ state: 'queued', attempts: 0 });
    await delivery.advance(7_000);
    expect(delivery.row(other).state).toBe('accepted');
    expect(delivery.row(breaking)).toMatchObject({ state: 'queued' });
    expect(delivery.row(breaking).last_error).toMatch(/^credo:unreachable /);
  });
});
