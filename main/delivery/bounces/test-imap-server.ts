import type { AddressInfo, Socket } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';

/** A real IMAP server on loopback, for tests. Its user is `hr@example.com`, the password `s3cret`. */
export interface TestImapServer {
  readonly port: number;
  /** Puts a mail into the inbox, as it came. */
  deliver(raw: string): void;
  /** Ends every connection. */
  hangUp(): void;
  close(): Promise<void>;
}

export const imapUser = 'hr@example.com';
export const imapPassword = 's3cret';

/** Starts a server whose inbox holds the mails given. @param options.idle it tells of mail as it comes */
export async function startTestImapServer(
  mails: readonly string[] = [],
  { idle = true } = {},
): Promise<TestImapServer> {
  const server = hoodiecrow({
    plugins: idle ? ['IDLE'] : [],
    users: { [imapUser]: { password: imapPassword } },
    storage: { INBOX: { messages: mails.map((raw) => ({ raw: withLineEnds(raw) })) } },
  });
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    deliver: (raw) => server.appendMessage('INBOX', [], false, withLineEnds(raw)),
    hangUp() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

function withLineEnds(raw: string): string {
  return raw.replace(/\r?\n/g, '\r\n');
}

/** A report as RFC 3464 has it, about a mail with this Message-ID. */
export function failureReport(options: {
  messageId: string;
  recipient: string;
  action?: string;
  status?: string;
  diagnostic?: string;
}): string {
  const { messageId, recipient, action = 'failed', status = '5.1.1' } = options;
  const { diagnostic = 'smtp; 550 5.1.1 mailbox unavailable' } = options;
  return `From: Mail Delivery System <MAILER-DAEMON@mx.example.com>
To: hr@example.com
Subject: Undelivered Mail Returned to Sender
Message-ID: <report-${Math.abs(messageId.length)}@mx.example.com>
Date: Mon, 02 Mar 2026 09:10:00 +0800
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you that your message could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com
Arrival-Date: Mon, 02 Mar 2026 09:05:00 +0800

Final-Recipient: rfc822; ${recipient}
Original-Recipient: rfc822;${recipient}
Action: ${action}
Status: ${status}
Diagnostic-Code: ${diagnostic}

--b1
Content-Type: text/rfc822-headers

From: hr@example.com
To: ${recipient}
Message-ID: ${messageId}
Subject: test

--b1--
`;
}
