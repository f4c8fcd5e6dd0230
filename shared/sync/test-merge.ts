import type { Values } from './ids.ts';
import { type MergedOperation, merge } from './merge.ts';
import type { FieldClock, MergeContext, MergeResult, MergeRow } from './merge-types.ts';

export const created: FieldClock = [1, 10, 0, 2];
export const candidate: MergeRow = {
  data: {
    tob_resume_id: '7',
    name: '王芳',
    name_sort: 'wang fang',
    phone: '1',
    email: '',
    updated_at: 10,
  },
  seq: 1,
  clocks: { '*': created },
};
export const application: MergeRow = {
  data: {
    application_id: 5,
    stage_id: 6,
    step_id: 1,
    list_state: 1,
    offer_status: 0,
    updated_at: 10,
  },
  seq: 1,
  clocks: { '*': created },
};

export function edit(
  patch: Values,
  { entity = 'candidates', command = 'change', base_seq = 1 }: Partial<MergedOperation> = {},
): MergedOperation {
  return { entity, command, patch, base_seq };
}

export function at(seq: number, ms: number, space: number, timeKnown = true): MergeContext {
  return { seq, time: { ms, counter: 0, space }, timeKnown };
}

/** Merges operations in the order that they arrive in. */
export function mergeAll(
  row: MergeRow | undefined,
  arrivals: readonly (readonly [MergedOperation, ms: number, space: number])[],
): { row: MergeRow | undefined; results: MergeResult[] } {
  const results: MergeResult[] = [];
  let current = row;
  arrivals.forEach(([operation, ms, space], index) => {
    const result = merge(current, operation, at(index + 2, ms, space));
    results.push(result);
    current = result.row;
  });
  return { row: current, results };
}
