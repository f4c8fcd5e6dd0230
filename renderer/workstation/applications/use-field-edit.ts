import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResultsOf } from '../../../shared/api/endpoint.ts';
import {
  type ApplicationRow,
  type listApplications,
  updateFields,
} from '../../../shared/api/process.ts';
import { call } from '../api/client.ts';
import { notifyError } from '../ui/notify.tsx';
import { applicationKeys, invalidateApplication } from './application-queries.ts';

/** A new value: a status as its number, a time or date as the API writes it, null for none. */
export interface FieldEdit {
  key: string;
  /** What the user calls it. */
  label: string;
  value: number | string | null;
}

/**
 * Sets one value of an application at a time: shown at once, everywhere the application is shown, and
 * taken back with the reason where it is refused.
 */
export function useFieldEdit(applicationId: number) {
  const { t } = useTranslation('applications');
  const client = useQueryClient();
  const mutationKey = ['update-fields', applicationId];
  const oneKey = applicationKeys.one(applicationId);
  const isLast = () => client.isMutating({ mutationKey }) <= 1;
  return useMutation({
    mutationKey,
    // One after the other: each compares the revision that the one before it left.
    scope: { id: mutationKey.join('/') },
    mutationFn: ({ key, value }: FieldEdit) => {
      const revision = client.getQueryData<ApplicationRow>(oneKey)?.revision;
      return call(updateFields, {
        application_id: applicationId,
        ...(revision !== undefined && { expected_revision: revision }),
        fields: { [key]: value },
      });
    },
    onMutate: async ({ key, value }) => {
      await client.cancelQueries({ queryKey: oneKey });
      await client.cancelQueries({ queryKey: applicationKeys.lists });
      const row = client.getQueryData<ApplicationRow>(oneKey);
      changeRow(client, applicationId, { [key]: value });
      return { before: row?.[key as keyof ApplicationRow] };
    },
    onSuccess: (after) => {
      // What waits behind this one is on the screen already and must not flicker away.
      changeRow(client, applicationId, isLast() ? after : { revision: after.revision });
    },
    onError: (error, { key, label }, context) => {
      if (context) changeRow(client, applicationId, { [key]: context.before });
      notifyError(error, { title: t('notChanged', { field: label }) });
    },
    onSettled: () => {
      if (isLast()) invalidateApplication(client, applicationId);
    },
  });
}

type List = ResultsOf<typeof listApplications>;

/** Changes an application wherever it was fetched. */
function changeRow(
  client: QueryClient,
  applicationId: number,
  changes: Readonly<Record<string, unknown>>,
): void {
  const changed = (row: ApplicationRow): ApplicationRow => ({ ...row, ...changes });
  client.setQueryData<ApplicationRow>(
    applicationKeys.one(applicationId),
    (row) => row && changed(row),
  );
  client.setQueriesData<List>(
    { queryKey: applicationKeys.lists },
    (list) =>
      list && {
        ...list,
        dataList: list.dataList.map((row) =>
          row.application_id === applicationId ? changed(row) : row,
        ),
      },
  );
}
