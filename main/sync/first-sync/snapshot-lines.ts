import { StringDecoder } from 'node:string_decoder';
import type { SnapshotLine } from '../../../shared/sync/protocol.ts';

/** Cuts NDJSON that comes in pieces into its lines. */
export class SnapshotLines {
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';

  /** @returns the lines that a piece completes; they are the centre's and not checked one by one */
  take(piece: Buffer): SnapshotLine[] {
    const text = this.#rest + this.#decoder.write(piece);
    const end = text.lastIndexOf('\n');
    this.#rest = text.slice(end + 1);
    if (end <= 0) return [];
    // No text of JSON has a line end in it; one parse is faster than many.
    return JSON.parse(`[${text.slice(0, end).replaceAll('\n', ',')}]`) as SnapshotLine[];
  }
}
