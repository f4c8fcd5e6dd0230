import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ApplicationRow, getApplication, updateFields } from '../../../shared/api/process.ts';
import { answerApi, envelopeResponse } from '../testing/api-answers.ts';
import { renderWithProviders } from '../testing/render.tsx';
import { exampleRow } from '../testing/rows.ts';
import { ApplicationFacts } from './application-facts.tsx';
import { useApplication } from './application-queries.ts';

function Panel() {
  const { data: row } = useApplication(7);
  return row && <ApplicationFacts row={row} />;
}

describe('the facts of an application', () => {
  let row: ApplicationRow;
  let asked: unknown[];
  let refusal: string | undefined;
  /** Holds answers to `updateFields` back until it resolves. */
  let held: Promise<void>;

  beforeEach(() => {
    row = exampleRow();
    asked = [];
    refusal = undefined;
    held = Promise.resolve();
    answerApi(async ({ path, body }) => {
      if (path === getApplication.path) return { results: row };
      if (path !== updateFields.path) throw new Error(`unexpected ${path}`);
      const request = JSON.parse(body) as { fields: Partial<ApplicationRow> };
      asked.push(request);
      await held;
      if (refusal) return envelopeResponse(200, { err_msg: refusal, err_no: 2006, results: null });
      row = { ...row, ...request.fields, revision: row.revision + 1 };
      return { results: row };
    });
  });
  afterEach(cleanup);

  const fact = (name: string) => screen.findByRole('button', { name });

  it('are set from a menu, shown ahead of the answer, by keyboard alone', async () => {
    let answer = () => {};
    held = new Promise((resolve) => {
      answer = resolve;
    });
    await renderWithProviders(<Panel />);
    (await fact('offer状态：已发送，修改')).focus();
    await userEvent.keyboard('{Enter}');
    const menu = await screen.findByRole('menu');
    const chosen = within(menu).getByRole('menuitemradio', { name: '已发送' });
    expect(chosen.getAttribute('aria-checked')).toBe('true');
    within(menu).getByRole('menuitemradio', { name: '已接受' }).focus();
    await userEvent.keyboard('{Enter}');
    await fact('offer状态：已接受，修改');
    await waitFor(() =>
      expect(asked).toEqual([
        { application_id: 7, expected_revision: 4, fields: { offerStatus: 3 } },
      ]),
    );
    answer();
    await waitFor(() => expect(row.revision).toBe(5));
  });

  it('take a date, and lose it again; those of a later stage show once they have a value', async () => {
    await renderWithProviders(<Panel />);
    // The offer stage: what belongs to onboarding shows once it has a value.
    expect(screen.queryByText('入职时间')).toBeNull();
    cleanup();
    row = exampleRow({ entryTime: '2026-04-01' });
    await renderWithProviders(<Panel />);
    await userEvent.click(await fact('入职时间：2026-04-01，修改'));
    const input = await screen.findByLabelText<HTMLInputElement>('入职时间', { selector: 'input' });
    expect(input.type).toBe('date');
    await userEvent.clear(input);
    await userEvent.type(input, '2026-04-15');
    await userEvent.click(screen.getByRole('button', { name: '保存' }));
    await userEvent.click(await fact('入职时间：2026-04-15，修改'));
    await userEvent.click(await screen.findByRole('button', { name: '清除' }));
    await waitFor(() => expect(row.entryTime).toBeNull());
    expect(asked).toMatchObject([
      { expected_revision: 4, fields: { entryTime: '2026-04-15' } },
      { expected_revision: 5, fields: { entryTime: null } },
    ]);
  });

  it('write a time as the API does', async () => {
    await renderWithProviders(<Panel />);
    await userEvent.click(await fact('面试时间：2026-02-25 14:00:00，修改'));
    const input = await screen.findByLabelText<HTMLInputElement>('面试时间', { selector: 'input' });
    expect(input.value).toBe('2026-02-25T14:00');
    fireEvent.change(input, { target: { value: '2026-02-26T09:30' } });
    await userEvent.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() =>
      expect(asked).toMatchObject([{ fields: { interviewTime: '2026-02-26 09:30:00' } }]),
    );
  });

  it('go back to what they were where a change is refused, and say why', async () => {
    refusal = '该记录已被他人修改，请刷新后再试';
    await renderWithProviders(<Panel />);
    await userEvent.click(await fact('offer状态：已发送，修改'));
    await userEvent.click(await screen.findByRole('menuitemradio', { name: '已拒绝' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('未能修改offer状态');
    expect(alert.textContent).toContain(refusal);
    await fact('offer状态：已发送，修改');
  });

  it('cannot be set once the application is closed', async () => {
    row = exampleRow({ list_state: 2 });
    await renderWithProviders(<Panel />);
    expect(await screen.findByText('已发送')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /修改/ })).toBeNull();
  });
});
