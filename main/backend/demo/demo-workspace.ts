import { ApplicationStore } from '../applications/application-store.ts';
import type { Backend } from '../backend.ts';
import { demoPeopleCount, makeApplications } from './demo-applications.ts';
import { planCertificates } from './demo-certificates.ts';
import { DemoLifecycle } from './demo-lifecycle.ts';
import { makePeople } from './demo-people.ts';
import { demoPositions } from './demo-positions.ts';
import { DemoSamples } from './demo-samples.ts';
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
  const applications = makeApplications(random, people, now);
  const store = new ApplicationStore(database, platform);
  const samples = await DemoSamples.keep(backend.blobs);
  try {
    const lifecycle = new DemoLifecycle(backend, samples);
    const written = applications
      .map((application): DemoRow => ({ application, events: wayEvents(application) }))
      .map((row) => ({ at: changedAt(row), run: () => writeRow(store, backend, row, now) }));
    const steps = [...written, ...planCertificates(random, applications, now)];
    database.transaction(() => {
      writeCompany(backend, now);
      writePositions(store, demoPositions, now);
      // In the order of time, since that is the order of changes.
      for (const { at, run } of steps.sort((a, b) => a.at - b.at)) {
        lifecycle.now = at;
        run(lifecycle);
      }
    })();
  } finally {
    samples.release();
  }
  backend.live.publish({ type: 'workspace' });
  return true;
}
