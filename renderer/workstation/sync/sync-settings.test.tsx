import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import {
  dismissCopy,
  dismissParked,
  getSyncStatus,
  listConflicts,
  listDisputed,
  listParked,
  type SyncStatusAnswer,
  setMeteredPause,
} from '../../../shared/api/sync.ts';
import { copyWords, reasonText } from '../../../shared/sync/sync-words.ts';
import { answerApi } from '../testing/api-answers.ts';
import { renderWithProviders } from '../testing/render.tsx';
import { SyncPill } from './sync-pill.tsx';
import SyncSettings from './sync-settings.tsx';

const status: SyncStatusAnswer = {
  state: 'current',
  reason: null,
  reason_text: '',
  membership: {
    url: 'https://credo.example.com',
    company_name: '逸橙',
    uname: '周敏',
    role: 'recruiter',
    device_name: '周敏的电脑',
    joined_at: '2026-11-20 09:00:00',
  },
  pending: 0,
  parked: 0,
  conflicts: 0,
  disputed: 0,
  files: { up: 0, down: 0 },
  snapshot: null,
  last_synced_at: '2026-11-23 09:12:40',
  last_tried_at: '2026-11-23 09:12:40',
  paused_by: null,
  pauses_on_metered: true,
  copy_text: '',
  clock_text: '',
};

function answering(change: Partial<SyncStatusAnswer>, lists: Record<string, unknown[]> = {}) {
  let shown: SyncStatusAnswer = { ...status, ...change };
  return answerApi(({ path, body }) => {
    if ([listConflicts, listDisputed, listParked].some((endpoint) => endpoint.path === path)) {
      return { results: { dataList: lists[path] ?? [] } };
    }
    if (path === dismissParked.path) return { results: true };
    if (path === dismissCopy.path) shown = { ...shown, copy_text: '' };
    if (path === setMeteredPause.path) {
      shown = { ...shown, pauses_on_metered: (JSON.parse(body) as { pauses: boolean }).pauses };
    }
    return { results: shown };
  });
}

it.each([
  [{ state: 'current' }, '同步：已同步'],
  [{ state: 'syncing', pending: 3 }, '同步：同步中 3 · 3 项待发送'],
  [{ state: 'offline', reason: 'unreachable' }, '同步：离线'],
  [{ state: 'paused', paused_by: 'metered' }, '同步：已暂停'],
  [{ state: 'current', conflicts: 2, disputed: 1 }, '同步：需要处理 3 · 3 项待处理'],
  [{ state: 'current', copy_text: copyWords.copied.zh }, '同步：需要处理 1 · 1 项待处理'],
] as const)('says in the pill of %o: %s', async (change, name) => {
  answering(change);
  await renderWithProviders(<SyncPill />);
  expect(await screen.findByRole('button', { name })).toBeTruthy();
});

it('shows how far a first sync is', async () => {
  answering({ state: 'syncing', snapshot: { written: 31_200, total: 96_000 } });
  await renderWithProviders(<SyncSettings />);
  const bar = await screen.findByRole('progressbar', {
    name: '首次同步：已接收 31,200 / 约 96,000 条',
  });
  expect(bar.getAttribute('aria-valuenow')).toBe('32.5');
});

it('says what is wrong, and lets a copy be acknowledged and metered networks be used', async () => {
  const requests = answering({
    state: 'attention',
    reason: 'certificate',
    reason_text: reasonText('certificate').zh,
    copy_text: copyWords.restored.zh,
  });
  const user = userEvent.setup();
  await renderWithProviders(<SyncSettings />);
  expect(await screen.findByText(reasonText('certificate').zh)).toBeTruthy();
  expect(screen.getByText(copyWords.restored.zh)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '知道了' }));
  await user.click(screen.getByLabelText(/^使用按流量计费的网络时自动暂停/));
  const asked = requests.map(({ path }) => path);
  expect(asked).toEqual(expect.arrayContaining([dismissCopy.path, setMeteredPause.path]));
  expect(asked).toContain(getSyncStatus.path);
});

it('lists what was refused, and takes what this device sent off the list', async () => {
  const entry = {
    entity_text: '候选人',
    command_text: '修改',
    subject: '宋海洋',
    values: [{ label: '手机号', value: '13900000001' }],
    reason: 'erased',
    reason_text: '此人的数据已依法删除',
    at: '2026-11-23 09:11:40',
  };
  const requests = answering(
    { parked: 2 },
    {
      [listParked.path]: [
        { ...entry, parked_id: 'sent:7', direction: 'sent' },
        { ...entry, parked_id: 'received:company:9', direction: 'received', subject: '陈立' },
      ],
    },
  );
  const user = userEvent.setup();
  await renderWithProviders(<SyncSettings />);
  expect(await screen.findAllByText('此人的数据已依法删除')).toHaveLength(2);
  const section = screen.getByRole('heading', { name: '未被接受的改动' }).closest('section');
  await user.click(within(section as HTMLElement).getByRole('button', { name: '知道了' }));
  const dismissed = requests.filter(({ path }) => path === dismissParked.path);
  expect(dismissed.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { parked_id: 'sent:7' },
  ]);
});
