import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import { type ColumnName, columns } from '../../../../shared/catalogue/columns.ts';
import { useUi } from '../../app/ui-store.ts';
import { renderWithProviders } from '../../testing/render.tsx';
import { exampleRow } from '../../testing/rows.ts';
import { cellTypes, resolveColumns } from './cell-registry.tsx';

async function renderCell(
  key: ColumnName,
  changes: Partial<ApplicationRow>,
  language: 'zh' | 'en' = 'zh',
): Promise<ApplicationRow> {
  const [column] = resolveColumns([key]);
  if (!column) throw new Error(`no column ${key}`);
  const { Cell } = cellTypes[column.type];
  const row = exampleRow(changes);
  await renderWithProviders(<Cell column={column} row={row} />, { language });
  return row;
}

describe('cells', () => {
  afterEach(() => {
    cleanup();
    useUi.setState({ certificate: undefined, sending: undefined });
  });

  it('exist for every column of the catalogue', () => {
    for (const column of columns) expect(cellTypes[column.type].width).toBeGreaterThan(0);
  });

  it('are drawn in the order the user set, unknown keys left out', () => {
    const keys = ['degreeCertificate', 'gone', 'offerStatus'];
    expect(resolveColumns(keys).map(({ key }) => key)).toEqual([
      'degreeCertificate',
      'offerStatus',
    ]);
  });

  it('say a status in the screen’s language and tone', async () => {
    await renderCell('offerStatus', { offerStatus: 2 }, 'en');
    const badge = screen.getByText('Sent');
    expect(badge.closest('[data-tone]')?.getAttribute('data-tone')).toBe('blue');
  });

  it.each([
    ['offerStatus', { offerStatus: 0 }],
    ['interviewTime', { interviewTime: null }],
    ['mailTrace', { mailTrace: null }],
    ['entryTime', { entryTime: null }],
  ] as const)('show a dash for nothing in %s', async (key, changes) => {
    await renderCell(key, changes);
    expect(screen.getByText('–')).toBeTruthy();
  });

  it('show a time without seconds and the whole of it in the title', async () => {
    await renderCell('interviewTime', { interviewTime: '2019-03-26 15:49:40' });
    const time = screen.getByText('2019-03-26 15:49');
    expect(time.getAttribute('title')).toBe('2019-03-26 15:49:40');
  });

  it.each([
    [{ status: 1, review_status: 0 }, '待反馈'],
    [{ status: 2, review_status: 0 }, '已反馈'],
    [{ status: 2, review_status: 0, disputed: true }, '有分歧'],
    [{ status: 2, review_status: 1 }, '通过'],
    [{ status: 2, review_status: 2 }, '待定'],
    [{ status: 2, review_status: 3 }, '不通过'],
    // Reopened after a verdict: the candidate is waited for again.
    [{ status: 1, review_status: 3 }, '待反馈'],
  ])('say where a certificate is: %j', async (state, label) => {
    await renderCell('degreeCertificate', {
      degreeCertificate: {
        certificate_id: 3,
        updated_at: '2026-03-02 09:00:00',
        disputed: false,
        ...state,
      },
    });
    await userEvent.click(screen.getByRole('button', { name: label }));
    expect(useUi.getState().certificate).toEqual({ certificateId: 3, kind: 'degree' });
  });

  it('offer to ask for a certificate where there is none', async () => {
    const row = await renderCell('incomeCertificate', { incomeCertificate: null });
    await userEvent.click(screen.getByRole('button', { name: '向 宋海洋 发起薪资证明' }));
    expect(useUi.getState().sending).toEqual({ application: row, kind: 'income' });
  });

  it('do not offer it for somebody who is out of the process', async () => {
    await renderCell('incomeCertificate', { incomeCertificate: null, list_state: 2 });
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('tell the server’s words about a message', async () => {
    const last_error = '550 5.1.1 mailbox unavailable';
    await renderCell('mailTrace', {
      mailTrace: {
        message_id: 1,
        kind: 'mail',
        state: 'failed',
        subject: '学历证明',
        updated_at: '2026-03-02 09:00:00',
        last_error,
        stage: 'failed',
      },
    });
    expect(screen.getByText('发送失败')).toBeTruthy();
    expect(screen.getByText(last_error)).toBeTruthy();
  });
});
