import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GridLayout } from '../../../shared/api/grid-layout.ts';
import {
  editSearchParams,
  editUserColumns,
  listUserColumns,
  listUserSearchParams,
  saveSearchParams,
} from '../../../shared/api/settings.ts';
import { defaultLayout, visibleCatalogueKeys } from '../../../shared/arrange-layout.ts';
import { columns } from '../../../shared/catalogue/columns.ts';
import { searchKeys } from '../../../shared/catalogue/search-keys.ts';
import { stageTypes } from '../../../shared/catalogue/stages.ts';
import { useUi } from '../app/ui-store.ts';
import { useLayoutSource } from '../pipeline/layout/layout-source.ts';
import { usePipeline } from '../pipeline/pipeline-store.ts';
import { defaultView } from '../pipeline/pipeline-view.ts';
import { type ApiRequest, answerApi, envelopeResponse } from '../testing/api-answers.ts';
import { renderWithProviders } from '../testing/render.tsx';
import SettingsPanel from './settings-panel.tsx';

const using = ['offerStatus', 'bcStatus', 'incomeStatus', 'hiringStatus'];

/** `editSearchParams` with every group, as the backend answers it. */
const edit = Object.fromEntries(
  stageTypes.map(({ key, label }) => [
    key,
    {
      label: label.zh,
      searchParams: searchKeys
        .filter(({ group }) => group === key)
        .map((entry) => ({
          label: entry.label.zh,
          value: entry.key,
          using: using.includes(entry.key) ? 1 : 0,
          is_default: 1,
          ...('mustRequired' in entry && { must_required: 1 }),
        })),
    },
  ]),
);

describe('the settings panel', () => {
  let saves: unknown[];
  let refusal: string | undefined;
  let requests: ApiRequest[];

  beforeEach(async () => {
    saves = [];
    refusal = undefined;
    requests = answerApi(({ path, body }) => {
      if (path === editSearchParams.path) return { results: edit };
      if (path === listUserSearchParams.path) return { results: using };
      if (path !== saveSearchParams.path) throw new Error(`unexpected ${path}`);
      if (refusal) return envelopeResponse(200, { err_msg: refusal, err_no: 1101, results: null });
      const request = JSON.parse(body) as { search_keys: string[] };
      saves.push(request);
      return { results: { processId_0_stage_0_stageTypeId_3: request.search_keys } };
    });
    usePipeline.setState({ view: defaultView });
    useUi.setState({ pipelineSettings: 'searchParams' });
    await renderWithProviders(<SettingsPanel />);
    await screen.findByText('使用中（4）· 拖动排序');
  });
  afterEach(cleanup);

  const inUse = () =>
    within(screen.getByRole('region', { name: /使用中/ }))
      .getAllByRole('listitem')
      .map((row) => row.dataset.key);

  it('asks for the groups of all stages', () => {
    const query = requests.find(({ path }) => path === editSearchParams.path)?.query;
    expect(query).toEqual({ stage_type_id: '3', process_id: '0', all_groups: '1' });
    expect(
      screen.getAllByRole('group').map((group) => within(group).queryAllByRole('switch').length),
    ).toEqual([1, 2, 5, 2]);
  });

  it('saves what was switched on and off, in order, and closes', async () => {
    await userEvent.click(screen.getByRole('switch', { name: '学历证明状态' }));
    await userEvent.click(screen.getByRole('switch', { name: '入职时间' }));
    await userEvent.click(screen.getByRole('button', { name: '移除 背景调查状态' }));
    const expected = ['offerStatus', 'incomeStatus', 'hiringStatus', 'degreeStatus', 'entryTime'];
    expect(inUse()).toEqual(expected);
    await userEvent.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() => expect(useUi.getState().pipelineSettings).toBeUndefined());
    expect(saves).toEqual([{ stage_type_id: 3, process_id: 0, search_keys: expected }]);
  });

  it('does not let go of what is required', () => {
    const locked = screen.getByRole<HTMLInputElement>('switch', { name: /offer状态/ });
    expect(locked.disabled).toBe(true);
    expect(screen.queryByRole('button', { name: '移除 offer状态' })).toBeNull();
  });

  it('goes back to the default', async () => {
    await userEvent.click(screen.getByRole('button', { name: '移除 录用审批' }));
    await userEvent.click(screen.getByRole('button', { name: '恢复默认' }));
    expect(inUse()).toEqual(using);
  });

  it('keeps the changes and stays open where saving fails', async () => {
    refusal = '未知的设置项：degreeStatus';
    await userEvent.click(screen.getByRole('switch', { name: '学历证明状态' }));
    await userEvent.click(screen.getByRole('button', { name: '保存' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(refusal);
    expect(useUi.getState().pipelineSettings).toBe('searchParams');
    expect(inUse()).toEqual([...using, 'degreeStatus']);
  });

  it('takes the filter of a search param off with it', async () => {
    usePipeline.getState().setFilter('bcStatus', 2);
    await userEvent.click(screen.getByRole('button', { name: '移除 背景调查状态' }));
    await userEvent.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() => expect(usePipeline.getState().view.filters).toEqual({}));
  });
});

describe('the columns of a saved view that brings its own', () => {
  const changes: GridLayout[] = [];
  afterEach(() => {
    useLayoutSource.setState({ source: undefined });
    cleanup();
  });

  it('are shown and changed in the view, for oneself, and nothing else is saved', async () => {
    const edited = Object.fromEntries(
      stageTypes.map(({ key, label }) => [
        key,
        {
          label: label.zh,
          columns: columns
            .filter(({ group }) => group === key)
            .map((column) => ({
              label: column.label.zh,
              value: column.key,
              using: 1,
              is_default: 1,
            })),
        },
      ]),
    );
    answerApi(({ path }) => {
      if (path === editUserColumns.path) return { results: edited };
      if (path === listUserColumns.path) return { results: ['offerStatus', 'offerApprove'] };
      throw new Error(`unexpected ${path}`);
    });
    const layout = defaultLayout('offer', ['degreeCertificate', 'mailTrace']);
    useLayoutSource.setState({ source: { layout, onChange: (next) => changes.push(next) } });
    usePipeline.setState({ view: defaultView });
    useUi.setState({ pipelineSettings: 'columns' });
    await renderWithProviders(<SettingsPanel />);
    await screen.findByText('使用中（2）· 拖动排序');
    screen.getByText(/当前视图自带列设置/);
    await userEvent.click(screen.getByRole('button', { name: '移除 学历证明' }));
    await userEvent.click(screen.getByRole('switch', { name: '入职时间' }));
    await userEvent.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() => expect(useUi.getState().pipelineSettings).toBeUndefined());
    expect(changes.map(visibleCatalogueKeys)).toEqual([['mailTrace', 'entryTime']]);
  });
});
