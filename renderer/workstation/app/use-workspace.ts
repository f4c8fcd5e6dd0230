import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { getWorkspace } from '../../../shared/api/workspace.ts';
import { call } from '../api/client.ts';
import { useLiveEvents } from '../api/live-events.ts';

export const workspaceQueryKey = ['workspace'] as const;

/** Company, recruiter, limits and addresses of the workspace; fetched again when they change. */
export function useWorkspace() {
  const queryClient = useQueryClient();
  useLiveEvents(({ type }) => {
    if (type === 'workspace' || type === 'reconnected') {
      void queryClient.invalidateQueries({ queryKey: workspaceQueryKey });
    }
  });
  return useQuery({
    queryKey: workspaceQueryKey,
    queryFn: ({ signal }) => call(getWorkspace, {}, { signal }),
  });
}

const companyKey = 'credo.company';

/** The company's name; the last one known until it is read, so that what stands beside it stays. */
export function useCompanyName(): string {
  const name = useWorkspace().data?.company_name;
  useEffect(() => {
    try {
      if (name !== undefined) localStorage.setItem(companyKey, name);
    } catch {
      // Storage may be denied: it then comes with the first answer.
    }
  }, [name]);
  return name ?? lastCompanyName();
}

function lastCompanyName(): string {
  try {
    return localStorage.getItem(companyKey) ?? '';
  } catch {
    return '';
  }
}
