import { describe, expect, it } from 'vitest';
import type { Values } from './ids.ts';
import { merge } from './merge.ts';
import type { MergeRow } from './merge-types.ts';
import { application, at, created, edit, mergeAll } from './test-merge.ts';

describe('stages', () => {
  const move = edit({ stage_id: 7, step_id: 9 }, { entity: 'applications' });
  const close = edit({ list_state: 2 }, { entity: 'applications' });
  const reopen = edit({ list_state: 1 }, { entity: 'applications', base_seq: 2 });

  it('move as one', () => {
    const later = edit({ stage_id: 8, step_id: 2 }, { entity: 'applications' });
    const { row, results } = mergeAll(application, [
      [later, 50, 3],
      [move, 40, 4],
    ]);
    expect(row?.data).toMatchObject({ stage_id: 8, step_id: 2 });
    expect(results[1]?.entries[0]?.lost).toEqual({ stage_id: 7, step_id: 9 });
  });

  it('stay closed against a concurrent move, whichever comes first', () => {
    for (const arrivals of [
      [[close, 20, 3] as const, [move, 90, 4] as const],
      [[move, 90, 4] as const, [close, 20, 3] as const],
    ]) {
      const { row, results } = mergeAll(application, arrivals);
      expect(row?.data.list_state).toBe(2);
      expect(results[1]).toMatchObject({ outcome: 'conflict', entries: [{ kind: 'closed' }] });
    }
  });

  it('open again by an explicit reopening', () => {
    const { row } = mergeAll(application, [
      [close, 20, 3],
      [reopen, 30, 4],
    ]);
    expect(row?.data.list_state).toBe(1);
  });
});

describe('templates', () => {
  const template: MergeRow = {
    data: { mail_tpl_id: 2000, title: '邀请', content: '甲', sms_content: '', deleted_at: null },
    seq: 1,
    clocks: { '*': created },
  };
  const write = (patch: Values, base_seq = 1) =>
    edit(patch, { entity: 'mail_templates', base_seq });

  it('keep the loser of a swap as a whole copy', () => {
    const { row, results } = mergeAll(template, [
      [write({ content: '乙' }), 20, 3],
      [{ ...write({ sms_content: '丙' }), base: { sms_content: '' } }, 90, 4],
    ]);
    expect(row?.data).toMatchObject({ content: '乙', sms_content: '' });
    expect(results[1]).toMatchObject({
      outcome: 'conflict',
      copy: { sms_content: '丙', title: '邀请' },
    });
  });

  it('swap where the newest was known, and agree where both say the same', () => {
    const { row, results } = mergeAll(template, [
      [write({ content: '乙' }), 20, 3],
      [write({ content: '乙' }), 90, 4],
      [write({ content: '丁' }, 3), 5, 5],
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied']);
    expect(row?.data.content).toBe('丁');
  });
});

describe('certificates', () => {
  const certificate: MergeRow = {
    data: { certificate_id: 3, status: 1, current_submission_id: null, revoked_at: null },
    seq: 1,
    clocks: { '*': created },
  };
  const write = (patch: Values, base_seq = 1) => edit(patch, { entity: 'certificates', base_seq });
  const submit = write({ status: 2, current_submission_id: 4 });
  const revoke = write({ revoked_at: 77 });

  it('take in a submission that met a revocation on its way, and show it', () => {
    const { row, results } = mergeAll(certificate, [
      [revoke, 20, 3],
      [submit, 30, 4],
    ]);
    expect(row?.data).toMatchObject({ status: 2, current_submission_id: 4, revoked_at: 77 });
    expect(results[1]).toMatchObject({ outcome: 'conflict', entries: [{ kind: 'revoked' }] });
  });

  it('refuse what their state does not allow', () => {
    const { results } = mergeAll(certificate, [
      [revoke, 20, 3],
      [write({ status: 2, current_submission_id: 4 }, 2), 30, 4],
      [write({ revoked_at: null }, 2), 30, 4],
    ]);
    expect(results.map(({ reason }) => reason)).toEqual([undefined, 'transition', 'transition']);
    const submitted = merge(certificate, submit, at(2, 20, 3)).row;
    expect(merge(submitted, write({ status: 1 }, 2), at(3, 30, 3)).reason).toBe('transition');
  });
});
