import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { writeCatalogue } from '../../../main/backend/catalogue/write-catalogue.ts';
import { openDatabase } from '../../../main/database/database.ts';
import type { CentreSlot } from './centre-slots.ts';
import { checkAll, checkStreams } from './invariants/check.ts';
import { checkResumes } from './invariants/resuming.ts';
import { Violation } from './invariants/violation.ts';
import type { JoinedCompanies } from './joined-companies.ts';
import { type Scenario, scenario } from './scenario.ts';
import { World } from './world.ts';

/** What one seed's world came to. */
export interface SeedResult {
  readonly seed: number;
  readonly steps: number;
  readonly operations: number;
  readonly requests: number;
  readonly kills: number;
  /** Devices that joined for real. */
  readonly joins: number;
  /** By kind, what went wrong. */
  readonly faults: Readonly<Record<string, number>>;
  /** Of everything that the centre has in the end: the same in every run of the seed. */
  readonly digest: string;
  /** The first thing that did not hold; undefined where all did. */
  readonly broken?: { readonly invariant: string; readonly details: string };
}

export interface CampaignParts {
  readonly slot: CentreSlot;
  readonly folder: string;
  readonly template: string;
  readonly companies: JoinedCompanies;
}

/** A database with the newest schema, that devices begin with. */
export function makeTemplate(folder: string): string {
  const file = join(folder, 'making.db');
  const database = openDatabase(file);
  writeCatalogue(database);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.pragma('journal_mode = DELETE');
  database.close();
  const template = join(folder, 'template.db');
  copyFileSync(file, template);
  return template;
}

let worlds = 0;

async function runWorld(
  parts: CampaignParts,
  seed: number,
  given: Scenario,
): Promise<Omit<SeedResult, 'seed'>> {
  worlds += 1;
  const folder = join(parts.folder, `world-${worlds}`);
  mkdirSync(folder, { recursive: true });
  const { companies, slot } = parts;
  const company = given.company === undefined ? undefined : await companies.of(given, slot);
  const world = new World({ ...parts, folder, seed: String(seed), company });
  let digest = '';
  let broken: SeedResult['broken'];
  try {
    await world.run(given);
    await world.heal();
    await checkStreams(world);
    await checkResumes(world);
    await checkAll(world);
    digest = await world.digest();
  } catch (error) {
    broken =
      error instanceof Violation
        ? { invariant: error.invariant, details: error.message }
        : { invariant: 'no error of the program', details: String((error as Error).stack) };
  } finally {
    await world.dispose();
  }
  return {
    steps: given.steps.length,
    operations: world.operations,
    requests: world.network.requests,
    kills: world.devices.reduce((sum, { kills }) => sum + kills, 0),
    joins: world.joins,
    faults: { ...world.network.faults, ...world.faults },
    digest,
    ...(broken && { broken }),
  };
}

/** Runs one seed's world. The same seed does the same each time. */
export async function runSeed(parts: CampaignParts, seed: number): Promise<SeedResult> {
  const [given] = fc.sample(scenario, { seed, numRuns: 1 });
  return { seed, ...(await runWorld(parts, seed, given as Scenario)) };
}

/** The scenario of a seed, and the smallest that breaks in the same way. */
export async function shrinkSeed(
  parts: CampaignParts,
  seed: number,
): Promise<{ scenario: Scenario; details: string } | undefined> {
  let last: { scenario: Scenario; details: string } | undefined;
  let wanted: string | undefined;
  await fc.check(
    fc.asyncProperty(scenario, async (given) => {
      const { broken } = await runWorld(parts, seed, given);
      if (!broken) return;
      wanted ??= broken.invariant;
      if (broken.invariant !== wanted) return;
      last = { scenario: given, details: broken.details };
      throw new Error(broken.details);
    }),
    { seed, numRuns: 1, interruptAfterTimeLimit: 120_000 },
  );
  return last;
}
