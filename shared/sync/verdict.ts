/** A review decision as far as its standing goes. */
export interface Decision {
  readonly id: number;
  /** `review_status`: 1 pass, 2 undecided, 3 fail. */
  readonly verdict: number;
  /** The decisions that its author had seen and replaced (`review_citations`). */
  readonly cites: readonly number[];
  readonly withdrawn: boolean;
}

export interface Verdict {
  /** `review_status` of the certificate: 0 where there is none, or they differ. */
  readonly reviewStatus: number;
  /** Decisions made without knowing of each other differ; until somebody cites all of them. */
  readonly disputed: boolean;
  /** The decisions that stand: not withdrawn, and not replaced by one that is not withdrawn. */
  readonly standing: readonly number[];
}

/**
 * The verdict on one submission of a certificate, from its decisions in any order. The same on every
 * device, since it looks at nothing but rows that are never changed: a new decision cites every one
 * that its author saw standing, so a change of mind replaces, decisions apart stay side by side, and
 * who resolves a dispute cites all sides.
 *
 * Only decisions on the certificate's current submission count; others are shown as too late.
 */
export function verdictOf(decisions: readonly Decision[]): Verdict {
  const valid = decisions.filter(({ withdrawn }) => !withdrawn);
  const replaced = new Set(valid.flatMap(({ cites }) => cites));
  const standing = valid.filter(({ id }) => !replaced.has(id)).sort((a, b) => a.id - b.id);
  const verdicts = new Set(standing.map(({ verdict }) => verdict));
  const [only] = verdicts;
  return {
    reviewStatus: verdicts.size === 1 && only !== undefined ? only : 0,
    disputed: verdicts.size > 1,
    standing: standing.map(({ id }) => id),
  };
}
