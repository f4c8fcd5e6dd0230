import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { usePreferences } from '../../app/preferences.ts';
import { useUi } from '../../app/ui-store.ts';
import { showSystemNotice } from './system-notice.ts';

/** Stands for the browser's own, which a test's window has none of. */
class TestNotification {
  static permission = 'granted';
  static shown: TestNotification[] = [];
  onclick: () => void = () => {};
  readonly close = vi.fn();
  readonly options: { body: string; tag: string };

  constructor(_title: string, options: { body: string; tag: string }) {
    this.options = options;
    TestNotification.shown.push(this);
  }
}

const focused = vi.spyOn(document, 'hasFocus');
const submitted = { certificateId: 7, kind: 'degree' } as const;

beforeEach(() => {
  vi.stubGlobal('Notification', TestNotification);
  focused.mockReturnValue(false);
  TestNotification.shown = [];
  TestNotification.permission = 'granted';
});
afterEach(() => {
  vi.unstubAllGlobals();
  useUi.setState({ certificate: undefined });
  usePreferences.setState({ submissionNotices: true });
});

it('tells of a submission once, by its tag, and opens it at a click', () => {
  showSystemNotice('宋海洋 已提交学历证明', submitted);
  const [notice] = TestNotification.shown;
  expect(notice?.options).toEqual({ body: '宋海洋 已提交学历证明', tag: 'submitted-7' });
  notice?.onclick();
  expect(useUi.getState().certificate).toEqual({ certificateId: 7, kind: 'degree' });
  expect(notice?.close).toHaveBeenCalled();
});

it('says nothing where the window is looked at, it is not allowed or it is switched off', () => {
  focused.mockReturnValue(true);
  showSystemNotice('a', submitted);
  focused.mockReturnValue(false);
  TestNotification.permission = 'denied';
  showSystemNotice('b', submitted);
  TestNotification.permission = 'granted';
  usePreferences.setState({ submissionNotices: false });
  showSystemNotice('c', submitted);
  expect(TestNotification.shown).toEqual([]);
});
