import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that the gateway got. */
export interface GatewayRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the gateway answers a request with; without one it takes the message. */
export interface GatewayReply {
  status: number;
  body?: string;
  headers?: Record<string, string>;
}

/** A real HTTP server on loopback in the place of an SMS provider, for tests. */
export interface TestSmsGateway {
  readonly url: string;
  readonly requests: GatewayRequest[];
  /** The next answers, one each; 200 `{"code":0}` once they are used up. */
  readonly replies: GatewayReply[];
  close(): Promise<void>;
}

/** Starts a gateway on a free port. */
export async function startTestSmsGateway(): Promise<TestSmsGateway> {
  const requests: GatewayRequest[] = [];
  const replies: GatewayReply[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const { method = '', url = '', headers } = request;
    requests.push({ method, url, headers, body });
    const reply = replies.shift() ?? { status: 200, body: '{"code":0}' };
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`,
    requests,
    replies,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
