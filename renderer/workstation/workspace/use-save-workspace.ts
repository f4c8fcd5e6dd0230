import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RequestOf } from '../../../shared/api/endpoint.ts';
import { saveWorkspace } from '../../../shared/api/workspace.ts';
import { call } from '../api/client.ts';
import { workspaceQueryKey } from '../app/use-workspace.ts';
import { notifyDone, notifyError } from '../ui/notify.tsx';

/** Saves a part of the workspace's settings; what was typed stays where the save fails. */
export function useSaveWorkspace() {
  const { t } = useTranslation('workspace');
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: RequestOf<typeof saveWorkspace>) => call(saveWorkspace, fields),
    onSuccess: (workspace) => {
      client.setQueryData(workspaceQueryKey, workspace);
      notifyDone(t('saved'));
    },
    onError: (error) => notifyError(error, { title: t('saveFailed') }),
  });
}
