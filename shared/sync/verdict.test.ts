import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, verdictOf } from './verdict.ts';

const decision = (
  id: number,
  verdict: number,
  cites: number[] = [],
  withdrawn = false,
): Decision => ({
  id,
  verdict,
  cites,
  withdrawn,
});

describe('verdictOf', () => {
  it.each<[string, Decision[], number, boolean]>([
    ['none', [], 0, false],
    ['one', [decision(1, 1)], 1, false],
    ['a change of mind', [decision(1, 1), decision(2, 3, [1])], 3, false],
    ['two apart that agree', [decision(1, 1), decision(2, 1)], 1, false],
    ['two apart that differ', [decision(1, 1), decision(2, 3)], 0, true],
    ['one that resolves them', [decision(1, 1), decision(2, 3), decision(3, 2, [1, 2])], 2, false],
    [
      'one that cites but one side',
      [decision(1, 1), decision(2, 3), decision(3, 3, [1])],
      3,
      false,
    ],
    ['one that cites neither', [decision(1, 1), decision(2, 3), decision(3, 3)], 0, true],
    [
      'a resolution that was withdrawn',
      [decision(1, 1), decision(2, 3), decision(3, 1, [1, 2], true)],
      0,
      true,
    ],
    ['one withdrawn', [decision(1, 1, [], true), decision(2, 3)], 3, false],
  ])('of %s', (_name, decisions, reviewStatus, disputed) => {
    expect(verdictOf(decisions)).toMatchObject({ reviewStatus, disputed });
  });

  it('does not depend on the order in which decisions arrive', () => {
    const anyDecisions = fc
      .array(
        fc.record({
          verdict: fc.constantFrom(1, 2, 3),
          withdrawn: fc.boolean(),
          back: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
        }),
        { maxLength: 8 },
      )
      .map((list) =>
        list.map(({ verdict, withdrawn, back }, index) =>
          decision(
            index + 1,
            verdict,
            back.map((step) => index + 1 - step).filter((id) => id > 0),
            withdrawn,
          ),
        ),
      );
    fc.assert(
      fc.property(anyDecisions, (decisions) => {
        expect(verdictOf([...decisions].reverse())).toEqual(verdictOf(decisions));
        const valid = decisions.filter(({ withdrawn }) => !withdrawn);
        expect(verdictOf(decisions).standing.length > 0).toBe(valid.length > 0);
      }),
    );
  });
});
