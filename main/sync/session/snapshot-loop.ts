import type { StreamScope } from '../../../shared/sync/operation.ts';
import type { SnapshotLine } from '../../../shared/sync/protocol.ts';
import { CentralUnreachable } from '../client/central-client.ts';
import type { SessionParts } from './session-parts.ts';

/** Lines written in one transaction. */
const slice = 60;

/**
 * Takes every row of a stream: at first, and where the centre no longer knows what the device has. It
 * goes on where it broke off; the cursor is set once all of it is there, and pulling brings the rest.
 * A workspace with little in it takes a large company's rows the fast way (`FirstSync`).
 * @param rows about how many the stream has, where the centre has said so
 */
export async function takeSnapshot(
  parts: SessionParts,
  stream: StreamScope,
  rows: number | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { state, client, database, capture, firstSync } = parts;
  let resume = state.snapshot(stream);
  if (stream === 'company' && !resume) {
    const result = await firstSync?.take(parts, rows, signal);
    if (result === 'exchanged') return;
  }
  let waiting: SnapshotLine[] = [];
  let complete = false;
  const write = async () => {
    const lines = waiting;
    waiting = [];
    capture.applying(() => database.transaction(() => writeLines(parts, stream, lines))());
    parts.progress(lines.length);
    await parts.breathe();
  };
  for await (const line of client.snapshot(stream, resume?.from, signal)) {
    if (line.type === 'begin') {
      // The numbers of the first request stand: what changed since is pulled.
      resume ??= { epoch: line.epoch, head: line.head, hash: line.hash, rows: line.rows };
      if (resume.epoch !== line.epoch) {
        state.setSnapshot(stream, undefined);
        throw new CentralUnreachable('the centre was restored during a snapshot');
      }
      state.setSnapshot(stream, resume);
      parts.expect(resume.rows);
      continue;
    }
    if (line.type === 'end') complete = true;
    waiting.push(line);
    if (waiting.length >= slice) await write();
  }
  if (!complete || !resume) throw new CentralUnreachable('cut');
  await write();
  const { epoch, head, hash } = resume;
  database.transaction(() => {
    state.setCursor(stream, { epoch, seq: head, hash, snapshot: 'complete' });
    state.setSnapshot(stream, undefined);
  })();
}

function writeLines(
  { applier, state, now }: SessionParts,
  stream: StreamScope,
  lines: readonly SnapshotLine[],
): void {
  for (const line of lines) {
    if (line.type === 'row') applier.applyRow(stream, line);
    else if (line.type === 'conflict') applier.keepConflict(line.conflict, now());
    else if (line.type === 'mark') {
      const resume = state.snapshot(stream);
      if (resume) state.setSnapshot(stream, { ...resume, from: line.from });
    }
  }
  applier.finish();
}
