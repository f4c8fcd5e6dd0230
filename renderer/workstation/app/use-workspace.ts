import { useQuery, useQueryClient } from '@tanstack/react-query';
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
