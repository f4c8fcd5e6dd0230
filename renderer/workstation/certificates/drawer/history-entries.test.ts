import { expect, it } from 'vitest';
import { historyEntries } from './history-entries.ts';

const submission = (submission_id: number, submitted_at: string) => ({
  submission_id,
  submitted_at,
  attachments: [],
});
const review = (submission_id: number, created_at: string) => ({
  review_id: submission_id,
  submission_id,
  review_status: 3,
  remark: '',
  reasons: [],
  candidate_remark: '',
  uid: 1,
  uname: '招聘专员',
  created_at,
  withdrawn_at: null,
});

it('weaves submissions and verdicts, newest first, the request last', () => {
  const entries = historyEntries(
    { created_at: '2026-03-02 09:00:00', uname: '招聘专员' },
    {
      submissions: [submission(2, '2026-03-04 10:00:00'), submission(1, '2026-03-03 10:00:00')],
      reviews: [review(2, '2026-03-04 10:00:00'), review(1, '2026-03-03 11:00:00')],
      asks: [],
    },
  );
  expect(entries.map(({ type, at }) => `${type} ${at.slice(5, 13)}`)).toEqual([
    'reviewed 03-04 10',
    'submitted 03-04 10',
    'reviewed 03-03 11',
    'submitted 03-03 10',
    'requested 03-02 09',
  ]);
});

it('keeps a verdict that was taken back, its withdrawal above it', () => {
  const entries = historyEntries(
    { created_at: '2026-03-02 09:00:00', uname: '招聘专员' },
    {
      submissions: [submission(1, '2026-03-03 10:00:00')],
      reviews: [{ ...review(1, '2026-03-03 11:00:00'), withdrawn_at: '2026-03-03 11:00:00' }],
      asks: [],
    },
  );
  expect(entries.map(({ type }) => type)).toEqual([
    'withdrawn',
    'reviewed',
    'submitted',
    'requested',
  ]);
});
