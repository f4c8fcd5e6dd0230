import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A real SMTP server on loopback, for tests. */
export interface TestSmtpServer {
  readonly port: number;
  /** `smtp://127.0.0.1:<port>` with a sender. */
  readonly url: string;
  /** Every message the server has answered 250 to, in order. */
  readonly accepted: ParsedMail[];
  /** Connections that were made. */
  connections: number;
  /** What the server answers the next messages with, one each; 250 once they are used up. */
  readonly answers: SmtpAnswer[];
  /** Called with each message before it is answered. */
  beforeAnswer: (mail: ParsedMail) => void | Promise<void>;
  /** Cuts every connection, as a network does. */
  hangUp(): void;
  close(): Promise<void>;
}

/** A refusal, or undefined for 250. */
export type SmtpAnswer = { code: number; text: string } | undefined;

/** Starts a server. @param port 0 takes a free one */
export async function startTestSmtpServer(
  options: SMTPServerOptions = {},
  port = 0,
): Promise<TestSmtpServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _session, callback) => {
      simpleParser(stream).then(async (mail) => {
        await state.beforeAnswer(mail);
        const answer = state.answers.shift();
        if (answer) {
          callback(Object.assign(new Error(answer.text), { responseCode: answer.code }));
          return;
        }
        state.accepted.push(mail);
        callback();
      }, callback);
    },
    ...options,
  });
  server.on('error', () => {});
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    state.connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const { port: listening } = server.server.address() as AddressInfo;
  const state: TestSmtpServer = {
    port: listening,
    url: `smtp://127.0.0.1:${listening}?from=hr@example.com`,
    accepted: [],
    connections: 0,
    answers: [],
    beforeAnswer: () => {},
    hangUp: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return state;
}
