import type { z } from 'zod';
import { type StreamScope, schemaVersion, streamScopes } from '../../../shared/sync/operation.ts';
import type { helloAnswer } from '../../../shared/sync/protocol.ts';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import { tellDeviceName } from '../desk/device-names.ts';
import { newIncarnation } from '../join/incarnation.ts';
import { syncFiles } from './file-loop.ts';
import { pullAll } from './pull-loop.ts';
import { pushAll } from './push-loop.ts';
import type { SessionParts } from './session-parts.ts';
import { takeSnapshot } from './snapshot-loop.ts';

type Hello = z.infer<typeof helloAnswer>;

/** The centre at this address is not the one that the workspace joined. */
export class OtherCentre extends Error {
  override readonly name = 'OtherCentre';
}

/**
 * Greets the centre, and brings the device to where the two agree on what each has: a restored centre is
 * sent again what it lost, a restored or cloned device takes a new incarnation.
 */
export async function greet(parts: SessionParts, appVersion: string): Promise<Hello> {
  const { client, state, outbox, database, capture } = parts;
  const membership = parts.membership();
  const cursors = state.cursors();
  const hello = await client.hello({
    incarnation: membership.incarnation,
    id_space: membership.space,
    cursors: {
      company: { seq: cursors.company.seq, hash: cursors.company.hash },
      user: { seq: cursors.user.seq, hash: cursors.user.hash },
    },
    last_acked: outbox.lastAnswered,
    device_now: parts.now(),
    clock_epoch: membership.clock_epoch,
    schema_v: schemaVersion,
    app_version: appVersion,
  });
  parts.measured(hello.server_now - parts.now());
  if (hello.server_id !== membership.server_id) throw new OtherCentre(membership.central_url);
  if (hello.accepted_client_seq > outbox.last) {
    // This database was put back to an older copy: the centre has more of it than it knows.
    newIncarnation(parts, 'either');
    return greet(parts, appVersion);
  }
  // A centre that was restored from an older copy gets again what it lost.
  if (hello.accepted_client_seq < outbox.lastAnswered) {
    outbox.sendAgainAfter(hello.accepted_client_seq);
    if (outbox.lastAnswered > hello.accepted_client_seq) {
      // So old a copy that what follows is not kept any more: numbers may not have a gap.
      newIncarnation(parts);
      return greet(parts, appVersion);
    }
  }
  database.transaction(() => {
    const { user, company, candidate_url } = hello;
    const moved = hello.id_space !== membership.space;
    if (moved) capture.setClock(state.lastTime, hello.id_space, membership.clock_epoch);
    state.membership = {
      ...parts.membership(),
      space: hello.id_space,
      user_name: user.name,
      role: user.role,
      company_name: company.name,
      candidate_url,
    };
    if (moved) tellDeviceName(database, parts.membership(), parts.now());
    for (const stream of streamScopes) agreeOn(parts, stream, hello);
  })();
  return hello;
}

function agreeOn(
  { state, files, applier, outbox }: SessionParts,
  stream: StreamScope,
  { streams, accepted_client_seq }: Hello,
): void {
  const { epoch, ended_epochs, cursor: known } = streams[stream];
  const cursor = state.cursor(stream);
  if (known === 'known') {
    state.setCursor(stream, { ...cursor, epoch });
    return;
  }
  // Numbers start over from an older head, so that those of the rows say nothing any more.
  const restored = cursor.epoch !== '' && cursor.epoch !== epoch;
  if (known === 'rewound' || restored) {
    outbox.seenUpTo(stream, accepted_client_seq, commonNumber(cursor.epoch, ended_epochs));
    state.forgetRowNumbers(stream);
    applier.forgetEntries(stream, cursor.epoch);
    files.offerAgain();
  }
  state.setCursor(stream, { ...cursor, snapshot: 'none' });
  state.setSnapshot(stream, undefined);
}

/** The number up to which the centre's stream is what it was in an epoch of the device's. */
function commonNumber(
  epoch: string,
  ended: Hello['streams']['company']['ended_epochs'] = [],
): number {
  const first = ended.findIndex(([name]) => name === epoch);
  // An epoch that the centre does not know began before one of those that it does.
  return Math.min(...ended.slice(Math.max(first, 0)).map(([, number]) => number));
}

/**
 * One round: greet, send, receive, files.
 * @param greeted whether the session's greeting still holds; the last round went well
 */
export async function runCycle(
  parts: SessionParts,
  { appVersion, greeted }: { appVersion: string; greeted: boolean },
  signal: AbortSignal,
): Promise<void> {
  try {
    const hello = greeted ? undefined : await greet(parts, appVersion);
    await pushAll(parts, signal);
    for (const stream of streamScopes) {
      const rows = hello?.streams[stream].rows;
      if ((await receive(parts, stream, rows, signal)) > 0) parts.received();
    }
    // What was received may have answered what the centre would not take before.
    await syncFiles(parts, signal);
  } catch (error) {
    // This database was restored or copied: the same numbers mean other operations elsewhere.
    if (error instanceof SyncError && error.code === 'fork') newIncarnation(parts, 'either');
    throw error;
  }
}

async function receive(
  parts: SessionParts,
  stream: StreamScope,
  rows: number | undefined,
  signal: AbortSignal,
): Promise<number> {
  const { state } = parts;
  const fresh = state.cursor(stream).snapshot === 'none';
  if (fresh) await takeSnapshot(parts, stream, rows, signal);
  try {
    return (fresh ? 1 : 0) + (await pullAll(parts, stream, signal));
  } catch (error) {
    if (error instanceof SyncError && error.code === 'snapshot_needed') {
      state.setCursor(stream, { ...state.cursor(stream), snapshot: 'none' });
    }
    throw error;
  }
}
