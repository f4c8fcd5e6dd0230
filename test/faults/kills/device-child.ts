import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import axios from 'axios';
import { BlobStore } from '../../../main/backend/attachments/blob-store.ts';
import { LiveEvents } from '../../../main/backend/live/live-events.ts';
import { SecretStore } from '../../../main/backend/workspace/secret-store.ts';
import { WorkspaceStore } from '../../../main/backend/workspace/workspace-store.ts';
import { openDatabase } from '../../../main/database/database.ts';
import { systemScheduler } from '../../../main/delivery/scheduler.ts';
import { silentLogger } from '../../../main/logger.ts';
import { systemPlatform } from '../../../main/platform.ts';
import { CentralUnreachable, type Network } from '../../../main/sync/client/central-client.ts';
import { SyncService } from '../../../main/sync/sync-service.ts';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import { type CommandName, Commands } from '../simulation/commands.ts';
import { reached, watchCommits, watchExchange, watchFiles } from './points.ts';

/**
 * Run as `node device-child.ts <folder> <url> <code> <work|finish>`: a workstation's sync service that joins
 * where it has a code, works and syncs until it is killed, or only syncs until there is nothing left to do.
 */
const [folder = '', url = '', code = '', mode = 'work'] = process.argv.slice(2);
let joining = false;
await watchFiles();
watchExchange();
const database = openDatabase(join(folder, 'credo.db'));
watchCommits(database, () => (joining ? ' join' : ''));
const live = new LiveEvents(database);
new WorkspaceStore(database, systemPlatform);
const named = database.prepare<[string], number>('SELECT 1 FROM blobs WHERE sha256 = ?').pluck();
const blobs = new BlobStore(join(folder, 'attachments'), (sha256) => named.get(sha256) === 1);
const http = axios.getAdapter('http');
const network: Network = async (config) => {
  const what = kindOf(config.method, config.url);
  reached(`before-send ${what}`);
  const answer = http(config);
  setImmediate(() => reached(`after-send ${what}`));
  const response = await answer;
  reached(`before-acknowledge ${what}`);
  return response;
};
const sync = new SyncService({
  database,
  blobs,
  live,
  platform: systemPlatform,
  secrets: new SecretStore(join(folder, 'secrets.json')),
  scheduler: systemScheduler,
  logger: silentLogger,
  appVersion: '0.1.0',
  network,
  erasePerson: () => {},
});
const commands = new Commands(database, blobs, systemPlatform);

const often: readonly CommandName[] = [
  ...(['edit-candidate', 'edit-candidate', 'candidate', 'move', 'request', 'submit'] as const),
  ...(['submit', 'review', 'review', 'template', 'edit-template', 'setting'] as const),
];

if (code !== '' && !sync.membership) {
  joining = true;
  const uid = database.prepare<[], number>('SELECT MIN(uid) FROM users').pluck().get() ?? 0;
  const name = folder.split('/').at(-1) ?? '';
  await joined(() => sync.join({ url, code, deviceName: name, userName: name }, uid));
  joining = false;
}
if (mode === 'work') await work();
else await finish();
await sync.stop();
process.exit(0);

/** What a request is about: `upload` and `download` of files, else the end of its path. */
function kindOf(method = 'get', path = ''): string {
  if (!/^\/sync\/blobs\/[0-9a-f]{64}$/.test(path)) return path.split('/').at(-1) ?? '';
  return method.toLowerCase() === 'get' ? 'download' : 'upload';
}

/** The centre, or its database, may be away while it is started anew. */
async function joined(join: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await join();
      return;
    } catch (error) {
      const later = error instanceof SyncError && ['internal', 'unavailable'].includes(error.code);
      if (!later && !(error instanceof CentralUnreachable)) throw error;
      await wait(50);
    }
  }
}

/** Commands one after the other; each one's operations are told once they are committed. */
async function work(): Promise<void> {
  const starting = 3;
  const many = 40;
  const told = database.prepare<[number], { client_seq: number; op_id: string }>(
    'SELECT client_seq, op_id FROM sync_outbox WHERE client_seq > ? ORDER BY client_seq',
  );
  let last = sync.outbox.last;
  for (let count = 1; ; count += 1) {
    const [first = 0, which = 0, value = 0] = systemPlatform.randomBytes(3);
    const name = often[first % often.length] as CommandName;
    await commands.run({ name, which: which % 4, value });
    const rows = told.all(last);
    last = rows.at(-1)?.client_seq ?? last;
    process.stdout.write(`${JSON.stringify(rows.map(({ op_id }) => op_id))}\n`);
    if (count === starting) sync.start();
    live.publish({ type: 'applications' });
    // Whoever lives long need not do ever more.
    await wait(count < many ? 10 : 250);
  }
}

async function finish(): Promise<void> {
  sync.start();
  const isDone = () => {
    const { state, pending, files } = sync.status();
    return state === 'current' && pending === 0 && files.up === 0 && files.down === 0;
  };
  do {
    await sync.syncNow();
    if (!isDone()) await wait(20);
  } while (!isDone() && !existsSync(join(folder, 'stop')));
}
