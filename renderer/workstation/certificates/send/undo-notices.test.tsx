import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { type BulkJob, listBulkJobs, undoBulkJob } from '../../../../shared/api/bulk.ts';
import { listUndoableRequests, undoRequest } from '../../../../shared/api/certificates.ts';
import { type ApiRequest, answerApi } from '../../testing/api-answers.ts';
import { renderWithProviders } from '../../testing/render.tsx';
import { UndoNotices } from './undo-notices.tsx';
import { useUndoable } from './undo-store.ts';

afterEach(() => {
  cleanup();
  useUndoable.setState({ sent: [] });
});

const job = (job_id: number, undo_seconds_left: number): BulkJob => ({
  ...{ job_id, action: 'send', state: 'running', kind: 'degree', template: '学历证明' },
  ...{ stage_id: null, stage_name: null, step_name: null, undo_of: null, undone_by: null },
  ...{ can_undo: undo_seconds_left > 0, undo_seconds_left, total: 43, checked: 43 },
  counts: { waiting: 3, left_out: 0, done: 40, skipped: 0, refused: 0 },
  ...{ findings: [], recent_days: 7, message: '', interrupted: false, uid: 1, uname: '' },
  ...{ created_at: '2026-03-02 09:00:00', started_at: '2026-03-02 09:00:00', ended_at: null },
});
const held = { token: 'a'.repeat(32), kind: 'degree', resume_name: '宋海洋', seconds_left: 600 };

function answer({ path }: ApiRequest) {
  if (path === listUndoableRequests.path) return { results: [held] };
  if (path === listBulkJobs.path) {
    const pagination = { page: 1, size: 20, total: 2 };
    return { results: { pagination, dataList: [job(8, 600), job(7, 0)] } };
  }
  if (path === undoRequest.path) return { results: { certificate_id: 1 } };
  if (path === undoBulkJob.path) return { results: job(9, 0) };
  return { results: [] };
}

it('offers again what was sent before the window was loaded, for the seconds that are left', async () => {
  const requests = answerApi(answer);
  await renderWithProviders(<UndoNotices />);
  const one = await screen.findByText(/宋海洋/);
  const many = await screen.findByText(/43/);
  expect(screen.getAllByRole('button', { name: /^撤销/ })).toHaveLength(2);
  expect(screen.getAllByText('600')).toHaveLength(2);

  const body = (path: string) => requests.find((request) => request.path === path)?.body ?? '';
  const button = (text: HTMLElement) =>
    within(text.closest('[role="status"]') as HTMLElement).getByRole('button', { name: /^撤销/ });
  await userEvent.click(button(one));
  expect(await screen.findByText(/已撤回，没有发出任何消息/)).toBeTruthy();
  expect(JSON.parse(body(undoRequest.path))).toEqual({ token: held.token });
  await userEvent.click(button(many));
  await expect.poll(() => body(undoBulkJob.path)).toContain('"job_id":8');
  await expect.poll(() => screen.queryAllByRole('button', { name: /^撤销/ })).toEqual([]);
});
