import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTimes } from './clock.ts';
import type { Value, Values } from './ids.ts';
import { effectOf, merge } from './merge.ts';
import { application, at, candidate, edit, mergeAll } from './test-merge.ts';

const columns = ['name', 'phone', 'email', 'id_number'] as const;
const concurrentEdit = fc.record({
  patch: fc.dictionary(fc.constantFrom(...columns), fc.constantFrom<Value>('a', 'b', 'c'), {
    minKeys: 1,
  }),
  ms: fc.integer({ min: 20, max: 40 }),
});

/** Edits of devices that know the row as created and nothing of each other. */
const concurrentEdits = fc
  .array(concurrentEdit, { minLength: 1, maxLength: 6 })
  .map((edits) =>
    edits.map(({ patch, ms }, index) => [edit({ ...patch }), ms, index + 3] as const),
  );

describe('fields', () => {
  it('end the same in whatever order concurrent edits arrive', () => {
    fc.assert(
      fc.property(concurrentEdits, fc.infiniteStream(fc.nat()), (arrivals, picks) => {
        const rest = [...arrivals];
        const shuffled = arrivals.map(
          () => rest.splice(Number(picks.next().value) % rest.length, 1)[0]!,
        );
        expect(mergeAll(candidate, shuffled).row?.data).toEqual(
          mergeAll(candidate, arrivals).row?.data,
        );
      }),
    );
  });

  it('hold the value of the latest edit, and keep every other human value', () => {
    fc.assert(
      fc.property(concurrentEdits, (arrivals) => {
        const { row, results } = mergeAll(candidate, arrivals);
        for (const name of columns) {
          const written = arrivals.filter(([{ patch }]) => name in patch);
          const last = written
            .map(([{ patch }, ms, space]) => ({ value: patch[name], ms, counter: 0, space }))
            .sort(compareTimes)
            .at(-1);
          if (last) expect(row?.data[name]).toBe(last.value);
          const lost = results.flatMap(({ entries }) => entries.map((entry) => entry.lost[name]));
          for (const [{ patch }] of written) {
            if (patch[name] !== row?.data[name]) expect(lost).toContain(patch[name]);
          }
        }
      }),
    );
  });

  it('are what a device has that applies the changes one after the other', () => {
    fc.assert(
      fc.property(concurrentEdits, (arrivals) => {
        const { row, results } = mergeAll(candidate, arrivals);
        const device: Values = { ...candidate.data };
        for (const { changes } of results) Object.assign(device, changes);
        expect(device).toEqual(row?.data);
      }),
    );
  });

  it('take every edit that knew what it replaced, whatever its clock says', () => {
    const { row, results } = mergeAll(candidate, [
      [edit({ phone: '2' }), 9_000, 3],
      [edit({ phone: '3' }, { base_seq: 2 }), 20, 4],
      [edit({ phone: '4' }), 15, 4],
    ]);
    expect(row?.data.phone).toBe('4');
    expect(results.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied']);
  });

  it('tell superseded, half superseded and equal edits apart', () => {
    const first = [edit({ phone: '2' }), 50, 3] as const;
    const second = (patch: Values) => mergeAll(candidate, [first, [edit(patch), 40, 4]]);
    expect(second({ phone: '9' }).results[1]).toMatchObject({
      outcome: 'superseded',
      changes: null,
    });
    expect(second({ phone: '9', email: 'x' }).results[1]).toMatchObject({
      outcome: 'conflict',
      changes: { email: 'x' },
    });
    expect(second({ phone: '2' }).results[1]).toMatchObject({ outcome: 'applied', entries: [] });
  });

  it('leave the standing value where the time of the edit is not known', () => {
    const first = merge(candidate, edit({ phone: '2' }), at(2, 20, 3)).row;
    const result = merge(first, edit({ phone: '9' }), at(3, 90, 4, false));
    expect(result).toMatchObject({ outcome: 'conflict', changes: null });
    expect(result.entries[0]).toMatchObject({ kind: 'unordered', lost: { phone: '9' } });
  });

  it('never fight over the time of change, and refuse what is fixed', () => {
    const { row, results } = mergeAll(candidate, [
      [edit({ updated_at: 99 }), 20, 3],
      [edit({ updated_at: 50 }), 30, 4],
      [edit({ tob_resume_id: '8' }), 30, 5],
    ]);
    expect(row?.data.updated_at).toBe(99);
    expect(results[1]).toMatchObject({ outcome: 'applied', entries: [] });
    expect(results[2]).toMatchObject({ outcome: 'rejected', reason: 'fixed_column' });
  });

  it('survive when this version does not know them', () => {
    const { row } = mergeAll(candidate, [[edit({ nickname: '小芳' }), 20, 3]]);
    expect(row?.data.nickname).toBe('小芳');
  });
});

describe('deletion', () => {
  const remove = edit({}, { command: 'delete' });

  it('gives way to a concurrent edit in either order, with a conflict', () => {
    for (const arrivals of [
      [[remove, 90, 3] as const, [edit({ phone: '2' }), 20, 4] as const],
      [[edit({ phone: '2' }), 20, 4] as const, [remove, 90, 3] as const],
    ]) {
      const { row, results } = mergeAll(candidate, arrivals);
      expect(row).toMatchObject({ data: { phone: '2' } });
      expect(row?.deleted).toBeUndefined();
      expect(results[1]).toMatchObject({ outcome: 'conflict', entries: [{ kind: 'deleted' }] });
    }
  });

  it('writes the whole row when an edit revives it', () => {
    const deleted = merge(candidate, remove, at(2, 20, 3)).row;
    const operation = edit({ phone: '2' });
    const result = merge(deleted, operation, at(3, 30, 4));
    expect(result.changes).toEqual({ ...candidate.data, phone: '2' });
    expect(effectOf(deleted, operation, result)).toBe('put');
  });

  it('is taken back by a command, and by no edit that knew of it', () => {
    const deleted = merge(candidate, remove, at(2, 20, 3)).row;
    expect(merge(deleted, edit({ phone: '2' }, { base_seq: 2 }), at(3, 30, 4))).toMatchObject({
      outcome: 'rejected',
      reason: 'row_deleted',
    });
    const restored = merge(deleted, edit({}, { command: 'restore', base_seq: 2 }), at(3, 30, 4));
    expect(restored.row?.deleted).toBeUndefined();
    expect(restored.changes).toEqual(candidate.data);
  });

  it('is for good when the law asks for it', () => {
    const erased = merge(candidate, edit({}, { command: 'erase' }), at(2, 20, 3)).row;
    expect(erased).toMatchObject({ data: {}, erased: true });
    for (const command of ['change', 'restore', 'create'] as const) {
      expect(merge(erased, edit({ name: 'x' }, { command }), at(3, 30, 4)).reason).toBe('erased');
    }
  });
});

describe('creation', () => {
  const create = (entity: string, patch: Values, base_seq = 0) =>
    edit(patch, { entity, command: 'create', base_seq });

  it('refuses a numbered id that is taken', () => {
    const again = create('applications', { application_id: 5 });
    expect(merge(application, again, at(2, 20, 3)).reason).toBe('id_taken');
  });

  it('is a change where the key is natural, and nothing where an append says the same', () => {
    const setting = { uid: 81, key: 'columns', value: '["a"]', updated_at: 5 };
    const { row } = mergeAll(undefined, [
      [create('settings', setting), 20, 3],
      [create('settings', { ...setting, value: '["b"]' }), 30, 4],
    ]);
    expect(row?.data.value).toBe('["b"]');
    const citation = create('review_citations', { review_id: 2, cited_review_id: 1 });
    const twice = mergeAll(undefined, [
      [citation, 20, 3],
      [citation, 30, 4],
    ]);
    expect(twice.results[1]).toMatchObject({ outcome: 'applied', changes: null });
  });

  it('is all that an append-only row sees', () => {
    const review = merge(undefined, create('reviews', { review_id: 1 }), at(2, 20, 3)).row;
    for (const command of ['change', 'delete'] as const) {
      const operation = edit({ remark: 'x' }, { entity: 'reviews', command, base_seq: 2 });
      expect(merge(review, operation, at(3, 30, 3)).reason).toBe('append_only');
    }
  });
});
