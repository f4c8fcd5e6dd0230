/**
 * Writes a snapshot into a fresh database, in a thread of its own: inflates what the centre sends,
 * inserts its rows a page a transaction, and builds the indexes and counters at the end.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { createGunzip, type Gunzip } from 'node:zlib';
import type { SnapshotLine } from '../../../shared/sync/protocol.ts';
import { systemPlatform } from '../../platform.ts';
import { OperationApplier } from '../apply/operation-applier.ts';
import { captureOf } from '../capture/change-capture.ts';
import { SyncOutbox } from '../outbox/sync-outbox.ts';
import { BulkRows } from './bulk-rows.ts';
import type { FirstSyncCall, FirstSyncInput, FirstSyncReply } from './first-sync-messages.ts';
import { FreshDatabase } from './fresh-database.ts';
import { SnapshotLines } from './snapshot-lines.ts';

const port = parentPort;
if (!port) throw new Error('first-sync.worker runs as a worker thread');
const tell = (reply: FirstSyncReply) => port.postMessage(reply);
const { live, file } = workerData as FirstSyncInput;

const stream = 'company';
const fresh = new FreshDatabase(live, file);
const { database } = fresh;
const capture = captureOf(database);
const erased: string[] = [];
const known = database
  .prepare<[bigint], number>('SELECT 1 FROM candidates WHERE tob_resume_id = ?')
  .pluck();
const applier = new OperationApplier(database, new SyncOutbox(database), systemPlatform, (id) => {
  if (known.get(BigInt(id)) !== undefined) erased.push(id);
});
const rows = new BulkRows(database, fresh.firstSequence, (row) => applier.applyRow(stream, row));
const begin = database.prepare('BEGIN');
const commit = database.prepare('COMMIT');
const rollback = database.prepare('ROLLBACK');

let inflate: Gunzip | undefined;
let lines = new SnapshotLines();
/** Where to go on: up to here everything is committed. */
let from: string | undefined;
let complete = false;
let count = 0;
let inPage = false;
let started = false;

function takePiece(piece: Buffer): void {
  capture.applying(() => {
    for (const line of lines.take(piece)) takeLine(line);
  });
}

function takeLine(line: SnapshotLine): void {
  switch (line.type) {
    case 'begin':
      if (!started) tell({ type: 'origin', origin: line });
      started = true;
      return;
    case 'row':
      open();
      rows.take(line);
      count += 1;
      return;
    case 'conflict':
      open();
      applier.keepConflict(line.conflict, systemPlatform.now());
      return;
    case 'mark':
      closePage();
      from = line.from;
      return;
    case 'end':
      closePage();
      complete = true;
  }
}

function open(): void {
  if (inPage) return;
  begin.run();
  inPage = true;
}

function closePage(): void {
  if (!inPage) return;
  rows.flush();
  applier.finish();
  commit.run();
  inPage = false;
  tell({ type: 'rows', count });
  count = 0;
}

function ended(): void {
  rows.drop();
  if (inPage) rollback.run();
  inPage = false;
  inflate?.destroy();
  inflate = undefined;
  lines = new SnapshotLines();
  count = 0;
  tell({ type: 'ended', from, complete });
}

function fail(error: unknown): void {
  tell({ type: 'failed', message: (error as Error).stack ?? String(error) });
}

function guarded<Arguments extends unknown[]>(work: (...given: Arguments) => void) {
  return (...given: Arguments) => {
    try {
      work(...given);
    } catch (error) {
      fail(error);
    }
  };
}

port.on(
  'message',
  guarded((call: FirstSyncCall) => {
    switch (call.type) {
      case 'begin':
        if (!call.compressed) return;
        inflate = createGunzip({ chunkSize: 256 * 1024 });
        inflate.on('data', guarded(takePiece));
        inflate.once('end', guarded(ended));
        // A torn answer: what came whole stays, and the rest is asked for again.
        inflate.once('error', guarded(ended));
        return;
      case 'piece': {
        const piece = Buffer.from(call.bytes.buffer, call.bytes.byteOffset, call.bytes.byteLength);
        if (inflate) inflate.write(piece, () => tell({ type: 'taken' }));
        else {
          takePiece(piece);
          tell({ type: 'taken' });
        }
        return;
      }
      case 'end':
        if (inflate) inflate.end();
        else ended();
        return;
      case 'cut':
        ended();
        return;
      case 'finish':
        fresh.finish();
        tell({ type: 'finished', erased });
        port.close();
    }
  }),
);
tell({ type: 'ready', since: fresh.since });
