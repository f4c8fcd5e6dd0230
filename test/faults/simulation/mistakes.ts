import type { Invariant } from './invariants/violation.ts';

/** A deliberate mistake: what it makes of the program's source. */
export interface Mistake {
  readonly name: string;
  /** What it breaks first. */
  readonly breaks: Invariant;
  /** A seed from which on it does not take long to find. */
  readonly first?: number;
  /** Where; from the repository's root. */
  readonly edits: readonly { readonly file: string; readonly from: string; readonly to: string }[];
}

const streamBatch = 'main/central/sync/stream-batch.ts';
const pullLoop = 'main/sync/session/pull-loop.ts';

/**
 * The three mistakes of the protocol's page, each of which somebody has shipped: the campaign has to
 * fail on every one of them. They are made in the source as it is loaded, so that nothing of the
 * program knows of them; one whose place is gone from the source says so.
 */
export const mistakes: readonly Mistake[] = [
  {
    // Numbers from a sequence beside the transaction, instead of from the row that it holds locked.
    name: 'bare-bigserial',
    breaks: 'numbers contiguous, chain verified',
    edits: [
      { file: streamBatch, from: ' FOR NO KEY UPDATE`', to: '`' },
      {
        file: streamBatch,
        from: 'streams[scope] = { ...stream, added: 0 };',
        to: `streams[scope] = { ...stream, added: 0,
          head: Math.max(stream.head, globalThis.sequences?.get(id) ?? 0) };`,
      },
      {
        file: streamBatch,
        from: 'this.#stream(one.operation.scope).head = one.seq;',
        to: `this.#stream(one.operation.scope).head = one.seq;
      (globalThis.sequences ??= new Map()).set(this.#stream(one.operation.scope).stream_id, one.seq);`,
      },
    ],
  },
  {
    // The cursor moves on before the rows are there.
    name: 'cursor-before-rows',
    first: 60,
    breaks: 'equal digests everywhere',
    edits: [
      {
        file: pullLoop,
        from: 'await writeInSlices(parts, {',
        to: `let moved = hash;
  for (const one of operations) moved = chainHash(moved, one.seq, one.hash, sha256Hex);
  const end = operations.at(-1);
  if (end) state.setCursor(stream, { ...cursor, seq: end.seq, hash: moved });
  await writeInSlices(parts, {`,
      },
      {
        file: pullLoop,
        from: 'state.setCursor(stream, { ...cursor, seq: last.seq, hash });',
        to: '',
      },
    ],
  },
  {
    // A number that came before counts as the same operation, whatever it says.
    name: 'deduplication-without-hash',
    first: 30,
    breaks: 'every committed operation has one outcome or is visibly parked',
    edits: [
      {
        file: 'main/central/sync/push.ts',
        from: "if (stored ? !same : client_seq <= accepted) throw new SyncError('fork', { client_seq });",
        to: `if (!stored && client_seq <= accepted) {
      known.set(op_id, { stream_id: 0, seq: 1, op_id, hash, incarnation: null, outcome: 'applied' });
      return false;
    }`,
      },
    ],
  },
];
