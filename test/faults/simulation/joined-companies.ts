import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Rows } from './centre.ts';
import type { CentreSlot } from './centre-slots.ts';
import type { Ledger } from './ledger.ts';
import { command, type Scenario } from './scenario.ts';
import { World } from './world.ts';

/** A company whose devices have joined and know the same, as it lies on the disks. */
export interface JoinedCompany {
  /** The devices' folders by their names, and the centre's files in `blobs`. */
  readonly folder: string;
  readonly devices: readonly string[];
  readonly centre: { readonly company: number; readonly rows: Rows };
  readonly ledger: Ledger;
  /** When that was. */
  readonly now: number;
}

type Beginning = Pick<Scenario, 'devices' | 'sameUser' | 'late' | 'company'>;

/**
 * Companies to begin with, each made once, by joining for real. What they are follows from what a
 * scenario says of its beginning alone, so that a seed finds the same one whoever made it.
 */
export class JoinedCompanies {
  readonly #made = new Map<string, Promise<JoinedCompany>>();
  readonly #folder: string;
  readonly #template: string;

  constructor(folder: string, template: string) {
    this.#folder = folder;
    this.#template = template;
  }

  /** How many had to be made. */
  get count(): number {
    return this.#made.size;
  }

  /** @param slot where it is made, if it is not there yet */
  of({ devices, sameUser, late, company }: Beginning, slot: CentreSlot): Promise<JoinedCompany> {
    const key = JSON.stringify([devices, sameUser, late, company]);
    const made = this.#made.get(key) ?? this.#make({ devices, sameUser, late, company }, key, slot);
    this.#made.set(key, made);
    return made;
  }

  async #make(beginning: Beginning, key: string, slot: CentreSlot): Promise<JoinedCompany> {
    const folder = join(this.#folder, `company-${this.#made.size}`);
    mkdirSync(folder, { recursive: true });
    const world = new World({ slot, folder, template: this.#template, seed: `company ${key}` });
    const seed = beginning.company;
    const [before = []] = fc.sample(fc.array(command, { maxLength: 3 }), { seed, numRuns: 1 });
    await world.begin({ ...beginning, before, killJoining: undefined, steps: [] });
    return world.close();
  }
}
