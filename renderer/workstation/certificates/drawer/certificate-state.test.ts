import { expect, it } from 'vitest';
import { certificateOption, certificateState, linkIsOpen } from './certificate-state.ts';

const asked = { status: 1, review_status: 0, expired: false, revoked: false, reopened: false };
const submitted = { ...asked, status: 2 };

it('tells what a certificate without files waits for', () => {
  expect(certificateState(asked)).toBe('awaiting');
  expect(certificateState({ ...asked, expired: true })).toBe('expired');
  // Revoked on purpose says more than expired by itself.
  expect(certificateState({ ...asked, expired: true, revoked: true })).toBe('revoked');
});

it('shows what was submitted even when the link has ended', () => {
  expect(certificateState(submitted)).toBe('submitted');
  expect(certificateState({ ...submitted, expired: true })).toBe('submitted');
  expect(certificateState({ ...submitted, review_status: 3, revoked: true })).toBe('submitted');
});

it('waits for the new upload only while the link can bring one', () => {
  const reopened = { ...submitted, review_status: 3, reopened: true };
  expect(certificateState(reopened)).toBe('reopened');
  expect(certificateState({ ...reopened, expired: true })).toBe('submitted');
  expect(linkIsOpen(reopened)).toBe(true);
  expect(linkIsOpen({ ...reopened, revoked: true })).toBe(false);
});

it('takes labels from the catalogue', () => {
  const option = (status: number, review_status: number, disputed = false) =>
    certificateOption({ status, review_status, disputed });
  expect(option(1, 0)?.label.zh).toBe('待反馈');
  expect(option(2, 0)?.label.zh).toBe('已反馈');
  expect(option(2, 3)?.label.zh).toBe('不通过');
  expect(option(2, 0, true)?.label.zh).toBe('有分歧');
});
