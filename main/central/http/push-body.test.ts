import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../shared/sync/canonical-json.ts';
import {
  fitsOperation,
  operationHash,
  operationSchema,
  pushBody,
} from '../../../shared/sync/operation.ts';
import { sha256 } from '../sync/save-batch.ts';
import { readPush } from './push-body.ts';

const incarnation = randomUUID();

function written(client_seq: number, change: Record<string, unknown> = {}) {
  const covered = {
    op_id: randomUUID(),
    tx_id: randomUUID(),
    scope: 'company' as const,
    entity: 'candidates',
    id: '81',
    command: 'change' as const,
    patch: { name: '王芳\n"', phone: null, resume_id: 3 },
    base_seq: 0,
    hlc: '0000000000010000-00002',
    wall_ms: 1,
    clock_epoch: 1,
    schema_v: 1,
    ...change,
  };
  return { client_seq, content: canonicalJson(covered), hash: operationHash(covered, sha256) };
}

const read = (body: string) => readPush(new Request('http://centre', { method: 'POST', body }));
const texts = (contents: readonly (Uint8Array | undefined)[]) =>
  contents.map((content) => content && Buffer.from(content).toString());

describe('a push', () => {
  it('has the text that each hash covers in one piece', async () => {
    const operations = [written(7), written(8, { base: { name: '' }, newer: [1] }), written(9)];
    const received = await read(pushBody(incarnation, operations));
    expect(texts(received.contents)).toEqual(operations.map(({ content }) => content));
    expect(received.incarnation).toBe(incarnation);
    expect(received.operations).toEqual(
      operations.map(({ client_seq, hash, content }) => ({
        client_seq,
        hash,
        ...(JSON.parse(content) as object),
      })),
    );
  });

  it('is taken as any JSON, with no text of its own', async () => {
    const body = JSON.parse(pushBody(incarnation, [written(7), written(8)])) as object;
    const received = await read(JSON.stringify(body, null, 1));
    expect(received).toMatchObject(body);
    expect(received.contents).toEqual([]);
  });

  it('covers nothing by what is said twice', async () => {
    const [line] = [written(7)];
    const { contents } = await read(
      pushBody(incarnation, [{ ...line, content: `${line.content.slice(0, -1)},"client_seq":8}` }]),
    );
    expect(contents).toEqual([undefined]);
  });

  it.each([
    ['', 'incarnation'],
    ['{', ''],
    [pushBody('somebody', [written(7)]), 'incarnation'],
    [pushBody(incarnation, []), 'operations'],
    [pushBody(incarnation, [written(0)]), 'operations.0.client_seq'],
    [pushBody(incarnation, [written(7), written(8, { id: '' })]), 'operations.1.id'],
    [
      pushBody(
        incarnation,
        Array.from({ length: 501 }, (_, n) => written(n + 1)),
      ),
      'operations',
    ],
  ])('is refused by what is wrong with it', async (body, place) => {
    await expect(read(body)).rejects.toMatchObject({
      code: 'malformed',
      details: { issues: expect.arrayContaining([place]) },
    });
  });
});

describe('fitsOperation', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('', 'x'.repeat(8), 'x'.repeat(65)));
  const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, 1, -1, 2 ** 53));
  const anything = fc.oneof(text, number, fc.constant(null), fc.constant([]), fc.object());

  it('says what the schema says', () => {
    const good = JSON.parse(pushBody(incarnation, [written(1, { base: { name: null } })])) as {
      operations: [Record<string, unknown>];
    };
    const [operation] = good.operations;
    expect(fitsOperation(operation)).toBe(true);
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(operation)), anything, (name, value) => {
        const changed = { ...operation, [name]: value };
        expect(fitsOperation(changed)).toBe(operationSchema.safeParse(changed).success);
        const { [name]: _, ...without } = operation;
        expect(fitsOperation(without)).toBe(operationSchema.safeParse(without).success);
      }),
      { numRuns: 500 },
    );
    for (const value of [null, undefined, 1, 'x', []]) expect(fitsOperation(value)).toBe(false);
  });
});
