import { ApplicationStore } from '../applications/application-store.ts';
import type { Backend } from '../backend.ts';
import { demoPeopleCount, makeApplications } from './demo-applications.ts';
import { makePeople } from './demo-people.ts';
import { demoPositions } from './demo-positions.ts';
import {
  changedAt,
  type DemoRow,
  isEmptyWorkspace,
  wayEvents,
  writeCompany,
  writePositions,
  writeRow,
} from './demo-store.ts';
import { SeededRandom } from './seeded-random.ts';

const seed = 20_190_326;

/**
 * Fills an empty workspace with the demo (`--demo`); one that has data already is left as it is.
 *
 * Names, ids and statuses are the same every time. Times are relative to the platform's now, so that
 * "today" and "yesterday" stay true whenever the demo is opened. Only secrets and file addresses come
 * from the platform's randomness: a token that everybody knows would let anybody on the network in.
 * @returns true where it filled the workspace, false where there was something in it
 */
export async function fillDemoWorkspace(backend: Backend): Promise<boolean> {
  const { database, platform } = backend;
  if (!isEmptyWorkspace(database)) return false;
  const now = platform.now();
  const random = new SeededRandom(seed);
  const people = makePeople(random, demoPeopleCount);
  const rows = makeApplications(random, people, now)
    .map((application): DemoRow => ({ application, events: wayEvents(application) }))
    .sort((a, b) => changedAt(a) - changedAt(b));
  const store = new ApplicationStore(database, platform);
  database.transaction(() => {
    writeCompany(backend, now);
    writePositions(store, demoPositions, now);
    for (const row of rows) writeRow(store, backend, row, now);
  })();
  backend.live.publish({ type: 'workspace' });
  return true;
}
