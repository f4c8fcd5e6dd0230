import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLiveEvents } from '../api/live-events.ts';
import { invalidateApplications } from '../applications/application-queries.ts';

/** At most one refetch in this time, however many events come (an import sends one a slice). */
const pauseMilliseconds = 400;

/**
 * Keeps what is on screen in step with the backend: lists, counts, panels and histories are fetched
 * again after a change.
 */
export function useLiveUpdates(): void {
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pending = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);

  /** At once, then again after the pause where more came meanwhile. */
  function refresh(): void {
    if (timer.current !== undefined) {
      pending.current = true;
      return;
    }
    invalidateApplications(queryClient);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      if (!pending.current) return;
      pending.current = false;
      refresh();
    }, pauseMilliseconds);
  }

  useLiveEvents((notice) => {
    switch (notice.type) {
      case 'certificate':
      case 'application':
      case 'applications':
      case 'message':
      case 'reconnected':
        refresh();
        break;
      case 'import':
      case 'bulk':
      case 'template':
      case 'view':
      case 'workspace':
      case 'sync':
        break;
    }
  });
}
