/** What the sync protocol promises once everything is healed. */
export const invariants = [
  'sync resumes within 60 s with no new write',
  'numbers contiguous, chain verified',
  'every committed operation has one outcome or is visibly parked',
  'decisions created = decisions stored',
  'every overwritten human value is in the history',
  'open conflicts are open everywhere',
  'no effective time beyond the server’s',
  'every announced file hashes right and arrives',
  'equal digests everywhere',
  'sending everything again changes nothing',
] as const;
export type Invariant = (typeof invariants)[number];

export class Violation extends Error {
  override readonly name = 'Violation';
  readonly invariant: Invariant;

  constructor(invariant: Invariant, details: unknown) {
    super(`${invariant}: ${JSON.stringify(details)}`);
    this.invariant = invariant;
  }
}

/** @throws Violation where a promise does not hold */
export function demand(invariant: Invariant, holds: boolean, details: () => unknown): void {
  if (!holds) throw new Violation(invariant, details());
}
