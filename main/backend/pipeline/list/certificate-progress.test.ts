import { describe, expect, it } from 'vitest';
import { dayMilliseconds, type ProgressFacts, progressOf } from './certificate-progress.ts';

const day = dayMilliseconds;
const sent: ProgressFacts = {
  certificate_id: 1,
  status: 1,
  review_status: 0,
  created_at: 100 * day,
  submitted_at: null,
  reopened_at: null,
  revoked_at: null,
  opened_at: null,
  expires_at: 130 * day,
  uploaded: 0,
};

describe('the progress of a certificate', () => {
  it.each<[string, Partial<ProgressFacts>, object]>([
    ['nothing asked for', { certificate_id: null }, { state: 'not_sent', since: null }],
    ['revoked before an answer', { revoked_at: 5 }, { state: 'not_sent', since: null }],
    ['sent', {}, { state: 'sent', since: 100 * day, deadline: 107 * day }],
    ['a link shorter than the patience', { expires_at: 102 * day }, { deadline: 102 * day }],
    ['opened', { opened_at: 101 * day }, { state: 'opened', since: 100 * day }],
    ['uploaded', { opened_at: 1, uploaded: 1 }, { state: 'uploaded', since: 100 * day }],
    [
      'handed in',
      { status: 2, submitted_at: 105 * day, uploaded: 1 },
      { state: 'to_review', since: 105 * day, deadline: 108 * day },
    ],
    ['undecided', { status: 2, review_status: 2, submitted_at: 5 }, { state: 'to_review' }],
    ['passed', { status: 2, review_status: 1 }, { state: 'passed', since: null, deadline: null }],
    ['failed', { status: 2, review_status: 3 }, { state: 'returned', since: null }],
    [
      'asked for again',
      { status: 2, review_status: 3, reopened_at: 110 * day },
      { state: 'returned', since: 110 * day, deadline: 117 * day },
    ],
    ['passed, then revoked', { status: 2, review_status: 1, revoked_at: 5 }, { state: 'passed' }],
  ])('%s', (_name, facts, progress) => {
    expect(progressOf({ ...sent, ...facts })).toMatchObject(progress);
  });
});
