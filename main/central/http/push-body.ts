import type { z } from 'zod';
import {
  fitsOperation,
  linePrefix,
  type Operation,
  pushHead,
  pushTail,
} from '../../../shared/sync/operation.ts';
import { pushLimits, pushRequest } from '../../../shared/sync/protocol.ts';
import { parse, parseJson, readBody } from './answers.ts';

/** A push as it came. */
export interface ReceivedPush extends z.infer<typeof pushRequest> {
  /** What each operation's hash covers, where the body has it in one piece. */
  readonly contents: readonly (Uint8Array | undefined)[];
}

const lineEnd = 0x0a;
const comma = 0x2c;
const brace = 0x7b;

/**
 * Reads a push: lines of `pushBody`, or any JSON that says the same.
 * @throws SyncError `too_large`, `malformed`
 */
export async function readPush(request: Request): Promise<ReceivedPush> {
  const bytes = await readBody(request, pushLimits.bytes);
  const lines = readLines(bytes);
  const value = lines ?? parseJson(bytes.toString('utf8'));
  const contents = lines?.contents ?? [];
  const { incarnation, operations = [] } = (value ?? {}) as Partial<ReceivedPush>;
  const fits = Array.isArray(operations) && operations.every(fitsOperation);
  const [first] = fits ? operations : [];
  if (!first || operations.length > pushLimits.operations) {
    return { ...parse(pushRequest, value), contents };
  }
  // One stands for all of them.
  return { ...parse(pushRequest, { incarnation, operations: [first] }), operations, contents };
}

/** @returns undefined where the body is not of such lines */
function readLines(bytes: Buffer): ReceivedPush | undefined {
  const [, incarnation = ''] =
    /^\{"incarnation":"([^"]*)"/.exec(bytes.toString('utf8', 0, 60)) ?? [];
  const head = Buffer.from(`${pushHead(incarnation)}\n`);
  const tail = Buffer.from(`\n${pushTail}`);
  const end = bytes.length - tail.length;
  if (end < head.length || !bytes.subarray(0, head.length).equals(head)) return undefined;
  if (!bytes.subarray(end).equals(tail)) return undefined;
  const operations: Operation[] = [];
  const contents: (Uint8Array | undefined)[] = [];
  try {
    for (let start = head.length; start < end; ) {
      const found = bytes.indexOf(lineEnd, start);
      const isLast = found === end;
      const stop = isLast ? found : found - 1;
      if (!isLast && bytes[stop] !== comma) return undefined;
      const text = bytes.toString('utf8', start, stop);
      const operation = JSON.parse(text) as Operation;
      operations.push(operation);
      contents.push(contentOf(operation, text, bytes.subarray(start, stop)));
      start = found + 1;
    }
  } catch {
    return undefined;
  }
  return { incarnation, operations, contents };
}

/** The hash covers the line's object without its first two members. */
function contentOf(operation: Operation, text: string, line: Buffer): Uint8Array | undefined {
  const prefix = linePrefix(operation);
  if (!text.startsWith(prefix)) return undefined;
  const content = line.subarray(prefix.length - 1);
  content[0] = brace;
  return content;
}
