import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import expressPouchDB from 'express-pouchdb';
import PouchDB from 'pouchdb';
import { answerCalls } from './calls.ts';

/** The server that the sync bench measures itself beside: express-pouchdb on LevelDB. */
answerCalls({
  open(folder: string) {
    const databases = PouchDB.defaults({ prefix: `${folder}/` });
    const app = expressPouchDB(databases, {
      inMemoryConfig: true,
      logPath: join(folder, 'log.txt'),
    });
    const server = createServer(app);
    return new Promise<string>((resolve) => {
      server.listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/bench`),
      );
    });
  },
});
