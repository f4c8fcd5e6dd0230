import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';
import type { z } from 'zod';
import { formatTime } from '../../../shared/sync/clock.ts';
import { spaceStart, type Values } from '../../../shared/sync/ids.ts';
import {
  chainHash,
  emptyChain,
  type Operation,
  operationHash,
  type StreamScope,
  schemaVersion,
} from '../../../shared/sync/operation.ts';
import {
  helloAnswer,
  type PullLine,
  pullLine,
  pushAnswer,
  type SnapshotLine,
  snapshotLine,
} from '../../../shared/sync/protocol.ts';
import { challengeText, enrolAnswer, tokenAnswer } from '../../../shared/sync/protocol-access.ts';
import { sha256 } from '../sync/save-batch.ts';

type Hello = z.infer<typeof helloAnswer>;
type Pulled = Extract<PullLine, { type: 'op' }>;

/** What a test says of an operation; the rest is filled in. */
export interface Draft {
  entity: string;
  id: string;
  scope?: StreamScope;
  command?: Operation['command'];
  patch?: Values;
  base?: Values;
  base_seq?: number;
  tx_id?: string;
  client_seq?: number;
  schema_v?: number;
  /** What a newer version would send besides. */
  extra?: unknown;
}

/** A device as the protocol knows it: no database, but every request and check of a real one. */
export class TestDevice {
  app: { fetch(request: Request): Response | Promise<Response> };
  readonly clock: { now: number };
  readonly cursors: Record<StreamScope, { seq: number; hash: string }> = {
    company: { seq: 0, hash: emptyChain },
    user: { seq: 0, hash: emptyChain },
  };
  incarnation: string = randomUUID();
  nextSeq = 1;
  /** The device's clock against the centre's, ms. */
  skew = 0;
  clockEpoch = 1;
  token = '';
  deviceId = '';
  uid = 0;
  space = 0;
  serverId = '';
  last: Hello | undefined;
  #counter = 0;
  readonly #key: { publicKey: KeyObject; privateKey: KeyObject };

  constructor(app: TestDevice['app'], clock: { now: number }) {
    this.app = app;
    this.clock = clock;
    this.#key = generateKeyPairSync('ed25519');
  }

  /** Any request, with the device's token. */
  async request(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    return this.app.fetch(
      new Request(`http://centre${path}`, {
        method,
        headers: { authorization: `Bearer ${this.token}`, ...headers },
        ...(body !== undefined && {
          body:
            body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body),
        }),
      }),
    );
  }

  /** The refusal's status and code. */
  async refusal(
    response: Promise<Response>,
  ): Promise<Record<string, unknown> & { status: number }> {
    const answer = await response;
    return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) };
  }

  async #ok<Schema extends z.ZodType>(schema: Schema, response: Promise<Response>) {
    const answer = await response;
    const text = await answer.text();
    expect(answer.status, text).toBe(200);
    return schema.parse(JSON.parse(text)) as z.infer<Schema>;
  }

  async enrol(code: string): Promise<void> {
    const { x } = this.#key.publicKey.export({ format: 'jwk' });
    const enrolled = await this.#ok(
      enrolAnswer,
      this.request('POST', '/sync/enrol', {
        code,
        device_name: '工作站',
        public_key: x,
        app_version: '0.1.0',
        schema_v: schemaVersion,
      }),
    );
    this.deviceId = enrolled.device_id;
    this.uid = enrolled.user.uid;
    this.serverId = enrolled.server_id;
    await this.signIn();
  }

  async signature(challenge: string, key: KeyObject = this.#key.privateKey): Promise<string> {
    const text = challengeText(this.serverId, this.deviceId, challenge);
    return sign(null, Buffer.from(text), key).toString('base64url');
  }

  async signIn(): Promise<void> {
    const { deviceId: device_id } = this;
    const response = await this.request('POST', '/sync/challenge', { device_id });
    const { challenge } = (await response.json()) as { challenge: string };
    const signature = await this.signature(challenge);
    const answer = this.request('POST', '/sync/token', { device_id, challenge, signature });
    this.token = (await this.#ok(tokenAnswer, answer)).token;
  }

  async hello(change: Record<string, unknown> = {}): Promise<Hello> {
    this.last = await this.#ok(
      helloAnswer,
      this.request('POST', '/sync/hello', {
        incarnation: this.incarnation,
        id_space: this.space || null,
        cursors: this.cursors,
        last_acked: this.nextSeq - 1,
        device_now: this.clock.now + this.skew,
        clock_epoch: this.clockEpoch,
        schema_v: schemaVersion,
        app_version: '0.1.0',
        ...change,
      }),
    );
    this.space = this.last.id_space;
    return this.last;
  }

  /** A new id of this device's space. */
  newId(): number {
    this.#counter += 1;
    return spaceStart(this.space) + this.#counter;
  }

  /** An operation with the next number. */
  op(draft: Draft): Operation {
    const wall = this.clock.now + this.skew;
    const content = {
      op_id: randomUUID(),
      tx_id: randomUUID(),
      scope: 'company' as const,
      command: 'create' as const,
      patch: {},
      base_seq: 0,
      hlc: formatTime({ ms: wall, counter: 0, space: this.space }),
      wall_ms: wall,
      clock_epoch: this.clockEpoch,
      schema_v: schemaVersion,
      ...draft,
    };
    const client_seq = draft.client_seq ?? this.nextSeq;
    if (draft.client_seq === undefined) this.nextSeq += 1;
    return { ...content, client_seq, hash: operationHash(content, sha256) };
  }

  send(operations: readonly Operation[]): Promise<Response> {
    return this.request('POST', '/sync/push', { incarnation: this.incarnation, operations });
  }

  async push(...operations: readonly Operation[]): Promise<z.infer<typeof pushAnswer>['results']> {
    return (await this.#ok(pushAnswer, this.send(operations))).results;
  }

  /** Pulls one answer; checks that numbers and chain follow, and moves the cursor. */
  async pullOnce(scope: StreamScope = 'company'): Promise<{ ops: Pulled[]; head: number }> {
    const cursor = this.cursors[scope];
    const { epoch } = (this.last as Hello).streams[scope];
    const response = await this.request(
      'GET',
      `/sync/pull?stream=${scope}&after=${cursor.seq}&epoch=${epoch}`,
      undefined,
      { 'accept-encoding': 'gzip' },
    );
    const lines = (await textOf(response)).trimEnd().split('\n');
    expect(response.status, lines[0]).toBe(200);
    const parsed = lines.map((line) => pullLine.parse(JSON.parse(line)));
    const ops = parsed.filter((line) => line.type === 'op');
    let { seq, hash } = cursor;
    for (const op of ops) {
      expect(op.seq).toBe(seq + 1);
      seq = op.seq;
      hash = chainHash(hash, seq, op.hash, sha256);
    }
    const end = parsed.at(-1);
    expect(end).toMatchObject({ type: 'end', seq, hash });
    this.cursors[scope] = { seq, hash };
    return { ops, head: (end as { head: number }).head };
  }

  /** Pulls to the head. */
  async pull(scope: StreamScope = 'company'): Promise<Pulled[]> {
    const all: Pulled[] = [];
    for (;;) {
      const { ops, head } = await this.pullOnce(scope);
      all.push(...ops);
      if (ops.length === 0 || (ops.at(-1)?.seq ?? 0) >= head) return all;
    }
  }

  async snapshot(scope: StreamScope = 'company', from?: string): Promise<SnapshotLine[]> {
    const query = new URLSearchParams({ stream: scope, ...(from && { from }) });
    const response = await this.request('GET', `/sync/snapshot?${query}`, undefined, {
      'accept-encoding': 'gzip',
    });
    expect(response.status).toBe(200);
    const lines = (await textOf(response)).trimEnd().split('\n');
    return lines.map((line) => snapshotLine.parse(JSON.parse(line)));
  }
}

async function textOf(response: Response): Promise<string> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const gzipped = response.headers.get('content-encoding') === 'gzip';
  return (gzipped ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** A candidate's row. */
export function candidate(id: string, change: Values = {}): Values {
  return {
    tob_resume_id: id,
    resume_id: 0,
    name: '王芳',
    name_sort: 'wang fang',
    phone: '13800000000',
    email: 'wang.fang@example.com',
    id_number: '',
    created_at: 1,
    updated_at: 1,
    ...change,
  };
}

/** What a device has that applies operations one after the other. */
export function applied(ops: readonly Pulled[], rows = new Map<string, Values>()) {
  for (const { entity, id, effect, changes } of ops) {
    const key = `${entity} ${id}`;
    if (effect === 'put') rows.set(key, changes as Values);
    else if (effect === 'change') rows.set(key, { ...rows.get(key), ...changes });
    else if (effect !== 'none') rows.delete(key);
  }
  return rows;
}
