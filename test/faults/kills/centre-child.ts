import { randomBytes } from 'node:crypto';
import { openCentre } from '../../../main/central/open-centre.ts';
import { connect, type Database } from '../../../main/central/postgres/database.ts';
import type { PostgresAddress } from '../../../main/central/postgres/embedded.ts';
import { listen } from '../../../main/hosting/http-listener.ts';
import { silentLogger } from '../../../main/logger.ts';
import { reached, watchFiles } from './points.ts';

/** Run as `node centre-child.ts <folder> <port> <address of PostgreSQL>`: the centre, until it is killed. */
const [dataFolder = '', port = '0', address = '{}'] = process.argv.slice(2);
await watchFiles();
const database = connect(
  { ...(JSON.parse(address) as PostgresAddress), database: 'postgres' },
  { logger: silentLogger, connections: 6 },
);
const { app } = await openCentre({
  database: watched(database),
  dataFolder,
  platform: { now: Date.now, randomBytes },
  logger: silentLogger,
});
await listen({
  host: '127.0.0.1',
  port: Number(port),
  async fetch(request, bindings) {
    const response = await app.fetch(request, bindings);
    reached('before-answer');
    setImmediate(() => reached('after-answer'));
    return response;
  },
});
process.stdout.write('ready\n');

function watched(real: Database): Database {
  const begin = async (work: (sql: never) => Promise<unknown>) => {
    const result = await real.begin(async (sql) => {
      const done = await work(sql as never);
      reached('before-commit');
      return done;
    });
    reached('after-commit');
    return result;
  };
  return new Proxy(real, {
    get: (target, name) => (name === 'begin' ? begin : Reflect.get(target, name)),
  });
}
