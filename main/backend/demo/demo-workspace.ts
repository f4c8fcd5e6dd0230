import type { Database } from '../../database/database.ts';
import { ApplicationStore } from '../applications/application-store.ts';
import type { Backend } from '../backend.ts';
import { WorkspaceStore } from '../workspace/workspace-store.ts';
import { demoPeopleCount, makeApplications } from './demo-applications.ts';
import { planCertificates } from './demo-certificates.ts';
import { DemoLifecycle } from './demo-lifecycle.ts';
import { makePeople } from './demo-people.ts';
import { demoPositions } from './demo-positions.ts';
import { DemoSamples } from './demo-samples.ts';
import {
  adoptSamples,
  changedAt,
  type DemoRow,
  hasNoRecords,
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
  if (!isEmptyWorkspace(backend.database)) return false;
  return fill(backend, {
    empty: isEmptyWorkspace,
    prepare: (now) => writeCompany(backend, now),
  });
}

/**
 * Adds the demo's people to a workspace that has none, under its own company and recruiter; their
 * messages are cancelled.
 * @returns false where there were candidates or positions
 */
export async function loadDemoSamples(backend: Backend): Promise<boolean> {
  const { database, platform } = backend;
  if (!hasNoRecords(database)) return false;
  return fill(backend, {
    empty: hasNoRecords,
    settle() {
      adoptSamples(backend);
      new WorkspaceStore(database, platform).set(0, 'samples', true);
    },
  });
}

/** `tob_resume_id` of everybody in the demo: the same every time. */
export function demoCandidates(): string[] {
  return makePeople(new SeededRandom(seed), demoPeopleCount).map(({ tobResumeId }) => tobResumeId);
}

interface Filling {
  /** Asked once more within the transaction: reading the sample files takes a moment. */
  empty(database: Database): boolean;
  /** What belongs to it, in the same transaction: before the rows, and after them. */
  prepare?(now: number): void;
  settle?(): void;
}

async function fill(backend: Backend, { empty, prepare, settle }: Filling): Promise<boolean> {
  const { database, platform } = backend;
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
    const filled = database.transaction(() => {
      if (!empty(database)) return false;
      prepare?.(now);
      writePositions(store, demoPositions, now);
      // In the order of time, since that is the order of changes.
      for (const { at, run } of steps.sort((a, b) => a.at - b.at)) {
        lifecycle.now = at;
        run(lifecycle);
      }
      settle?.();
      return true;
    })();
    if (!filled) return false;
  } finally {
    samples.release();
  }
  backend.live.publish({ type: 'workspace' });
  backend.live.publish({ type: 'applications' });
  return true;
}
