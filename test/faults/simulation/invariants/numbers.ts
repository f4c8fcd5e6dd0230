import { sha256Hex } from '../../../../main/sync/capture/change-capture.ts';
import { chainHash, emptyChain } from '../../../../shared/sync/operation.ts';
import type { CentralState } from './central-state.ts';
import { demand } from './violation.ts';

export function checkNumbers({ streams, ops }: CentralState): void {
  for (const { stream_id, head, chain_hash } of streams) {
    let [seq, chain] = [0, emptyChain];
    for (const { line, chain: stored } of ops.filter(({ stream }) => stream === stream_id)) {
      seq += 1;
      chain = chainHash(chain, line.seq, line.hash, sha256Hex);
      demand('numbers contiguous, chain verified', line.seq === seq && stored === chain, () => ({
        stream_id,
        seq: line.seq,
        expected: seq,
        chain: stored === chain,
      }));
    }
    demand('numbers contiguous, chain verified', seq === head && chain === chain_hash, () => ({
      stream_id,
      seq,
      head,
    }));
  }
}
