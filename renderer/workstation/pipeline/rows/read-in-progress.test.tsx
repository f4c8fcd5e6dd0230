import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { searchState } from '../../../../shared/api/process.ts';
import { answerApi } from '../../testing/api-answers.ts';
import { renderWithProviders } from '../../testing/render.tsx';
import { defaultView } from '../pipeline-view.ts';
import { ReadInProgress } from './read-in-progress.tsx';

afterEach(cleanup);

const searched = { ...defaultView, keyword: '王' };

it('says what a search waits for and how far it has come, and goes when it is done', async () => {
  let percent = 40;
  const requests = answerApi(() => ({ results: { ready: percent === 100, percent } }));
  await renderWithProviders(<ReadInProgress view={searched} waiting />);
  const bar = await screen.findByRole<HTMLProgressElement>('progressbar', { name: /正在读入姓名/ });
  expect(bar.value).toBe(40);
  expect(screen.getByText('40%')).toBeTruthy();
  expect(requests[0]?.path).toBe(searchState.path);
  percent = 100;
  await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull(), { timeout: 10_000 });
});

it('says nothing of a wait for a list that is not searched', async () => {
  const requests = answerApi(() => ({ results: { ready: false, percent: 40 } }));
  await renderWithProviders(
    <>
      <ReadInProgress view={defaultView} waiting />
      <ReadInProgress view={searched} waiting={false} />
    </>,
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(screen.queryByRole('progressbar')).toBeNull();
  expect(requests).toEqual([]);
});
