import { reviewStatus } from '../../../../shared/catalogue/certificate-kinds.ts';
import { isTyping } from '../preview/viewer-keys.ts';

/** The verdicts in the order of their keys, 1 to 3; `filled` carries its text at 4.5:1 or better. */
export const verdicts = [
  { status: reviewStatus.passed, key: '1', text: 'pass', tone: 'green', filled: '#267a37' },
  {
    status: reviewStatus.undecided,
    key: '2',
    text: 'undecided',
    tone: 'yellow',
    filled: 'yellow.5',
  },
  { status: reviewStatus.failed, key: '3', text: 'fail', tone: 'red', filled: 'red.9' },
] as const;

export type Verdict = (typeof verdicts)[number];

/** The verdict of a `review_status`; undefined for 0, not reviewed. */
export function verdictOf(status: number): Verdict | undefined {
  return verdicts.find((verdict) => verdict.status === status);
}

type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'target'
>;

/** The verdict that a key press gives; none while the user is writing, or holding the key down. */
export function verdictOfKey(event: KeyPress): Verdict | undefined {
  const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  if (modified || event.repeat || isTyping(event.target)) return undefined;
  return verdicts.find(({ key }) => key === event.key);
}
