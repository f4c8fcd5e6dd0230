import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResultsOf } from '../../../shared/api/endpoint.ts';
import {
  type ApplicationRow,
  eliminate,
  type listApplications,
  listType,
  moveStage,
  restore,
} from '../../../shared/api/process.ts';
import { call } from '../api/client.ts';
import { notifyDone, notifyError, notifyUndo } from '../ui/notify.tsx';
import { applicationKeys, invalidateApplication } from './application-queries.ts';

/** Where an application is moved; `label` is what the user reads. */
export interface Target {
  stage_id: number;
  step_id: number;
  label: string;
}

/** What a recruiter does to an application, with what is shown meanwhile and how it is taken back. */
export function useApplicationActions() {
  const queryClient = useQueryClient();
  const { t } = useTranslation('applications');

  /** Eliminates at once and offers to undo; a failure brings the row back and says why. */
  async function eliminateRow(row: ApplicationRow, remark = ''): Promise<boolean> {
    return change(row, {
      optimistic: () => removeFromLists(queryClient, row, listType.inProgress),
      run: () =>
        call(eliminate, {
          application_id: row.application_id,
          expected_revision: row.revision,
          remark,
        }),
      failed: t('notEliminated', { name: row.resume_name }),
      done: (after) =>
        notifyUndo(t('eliminated', { name: row.resume_name }), () => void restoreRow(after)),
    });
  }

  /** Brings an eliminated application back. */
  async function restoreRow(row: ApplicationRow): Promise<boolean> {
    return change(row, {
      optimistic: () => removeFromLists(queryClient, row, listType.closed),
      run: () =>
        call(restore, { application_id: row.application_id, expected_revision: row.revision }),
      failed: t('notRestored', { name: row.resume_name }),
      done: () => notifyDone(t('restored', { name: row.resume_name })),
    });
  }

  /** Moves to a step of a stage, and offers to move back unless this is the way back. */
  async function moveRow(
    row: ApplicationRow,
    to: Target,
    { remark = '', isUndo = false } = {},
  ): Promise<boolean> {
    const back = {
      stage_id: row.stage_id,
      step_id: row.step_id,
      label: row.step_name || row.stage_name,
    };
    return change(row, {
      run: () =>
        call(moveStage, {
          application_id: row.application_id,
          expected_revision: row.revision,
          stage_id: to.stage_id,
          step_id: to.step_id,
          remark,
        }),
      failed: t('notMoved', { name: row.resume_name }),
      done(after) {
        const message = t('moved', { name: row.resume_name, stage: to.label });
        if (isUndo) notifyDone(message);
        else notifyUndo(message, () => void moveRow(after, back, { isUndo: true }));
      },
    });
  }

  async function change(
    row: ApplicationRow,
    action: {
      /** Shows the outcome ahead of the answer; returns how to take that back. */
      optimistic?(): () => void;
      run(): Promise<ApplicationRow>;
      failed: string;
      done(after: ApplicationRow): void;
    },
  ): Promise<boolean> {
    await queryClient.cancelQueries({ queryKey: applicationKeys.lists });
    const rollBack = action.optimistic?.();
    try {
      const after = await action.run();
      queryClient.setQueryData(applicationKeys.one(row.application_id), after);
      action.done(after);
      return true;
    } catch (error) {
      rollBack?.();
      notifyError(error, { title: action.failed });
      return false;
    } finally {
      invalidateApplication(queryClient, row.application_id);
    }
  }

  return { eliminateRow, restoreRow, moveRow };
}

type List = ResultsOf<typeof listApplications>;

/** Takes a row out of every fetched list of a list type; returns how to put all back as it was. */
function removeFromLists(queryClient: QueryClient, row: ApplicationRow, type: number): () => void {
  const before = queryClient.getQueriesData<List>({ queryKey: applicationKeys.lists });
  for (const [key, list] of before) {
    const request = key[1] as { list_type?: number } | undefined;
    if (!list || request?.list_type !== type) continue;
    const dataList = list.dataList.filter(
      ({ application_id }) => application_id !== row.application_id,
    );
    if (dataList.length === list.dataList.length) continue;
    const total = list.pagination.total - 1;
    queryClient.setQueryData<List>(key, {
      ...list,
      dataList,
      pagination: { ...list.pagination, total },
    });
  }
  return () => {
    for (const [key, list] of before) queryClient.setQueryData(key, list);
  };
}
