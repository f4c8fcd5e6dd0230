import type { Values } from './ids.ts';
import { groupClock, knows } from './merge-clocks.ts';
import type { MergeContext, MergeRow } from './merge-types.ts';

type Edit = { readonly patch: Readonly<Values>; readonly base_seq: number };

/** `status` of a certificate. */
const feedbackReceived = 2;

/**
 * The certificate's state machine: awaiting feedback → feedback received, each submission a new
 * revision; a revocation is for good. What a device could not know is not refused: the candidate's
 * submission on a link that was revoked meanwhile is taken in and shown (`standsRevoked`).
 * Columns of other rows have no such rules.
 */
export function checkLifecycle(row: MergeRow, edit: Edit, context: MergeContext): boolean {
  const { patch } = edit;
  if (patch.revoked_at === null && typeof row.data.revoked_at === 'number') return false;
  if (row.data.status === feedbackReceived && typeof patch.status === 'number') {
    if (patch.status < feedbackReceived) return false;
  }
  const submits = patch.current_submission_id !== undefined;
  if (submits && patch.current_submission_id === null) return false;
  return !(submits && isRevoked(row) && knows(groupClock(row, 'revoked'), edit, context));
}

/** Whether a submission meets a revocation that its device did not know of. */
export function standsRevoked(
  row: MergeRow,
  group: string,
  edit: Edit,
  context: MergeContext,
): boolean {
  if (group !== 'submission' || !isRevoked(row)) return false;
  const revoked = groupClock(row, 'revoked');
  const standing = groupClock(row, group);
  return !knows(revoked, edit, context) && knows(standing, edit, context);
}

function isRevoked(row: MergeRow): boolean {
  return typeof row.data.revoked_at === 'number';
}
