import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type SavedView, saveViewOverlay } from '../../../../shared/api/views.ts';
import { sameViewState } from '../../../../shared/view-state.ts';
import { call } from '../../api/client.ts';
import { notifyError } from '../../ui/notify.tsx';
import { usePipeline } from '../pipeline-store.ts';
import { defaultView } from '../pipeline-view.ts';
import { useViewStatus } from './use-view-status.ts';
import { rememberView, useSavedViews } from './view-queries.ts';
import { stateOf } from './view-state.ts';
import { stageKey, useViews } from './views-store.ts';

/** A change is kept once the hands rest. */
const pauseMilliseconds = 300;

/**
 * Keeps the screen and the saved view in step, mounted once on the pipeline's page: brings a stage's
 * default view, takes up the view that the URL names, and keeps the user's changes to it beside the
 * view, so that they outlive a restart.
 */
export function useViewSync(): void {
  const { t } = useTranslation('pipelineViews');
  const client = useQueryClient();
  const view = usePipeline((state) => state.view);
  const { kept, revision, arrived, open, leave, keep, setLayout, setRevision } = useViews();
  const { data } = useSavedViews(view);
  const { current, screen } = useViewStatus();

  useEffect(() => {
    if (!data) return;
    const key = stageKey(view);
    if (arrived !== key) useViews.setState({ arrived: key });
    if (view.savedViewId === 0) {
      const first = arrived === key ? undefined : defaultOf(data.data);
      // What was asked for otherwise, by the URL or by a search that goes from stage to stage, holds.
      const untouched = sameViewState(stateOf(view, null), stateOf(defaultView, null));
      if (first && untouched) open(first, false);
    } else if (!current) {
      leave();
      notifyError(t('gone'), { id: 'view-gone' });
    } else if (revision === 0) {
      open(current, false);
    } else if (kept?.viewId !== view.savedViewId) {
      // After a reload or a step back the URL says what is on the screen.
      const { layout } = current.overlay?.state ?? current.state;
      const own = revision === current.revision ? current.state : stateOf(view, layout);
      keep(current.view_id, current.overlay?.state ?? own);
      setLayout(layout);
    }
  }, [data, view, current, kept, revision, arrived, open, leave, keep, setLayout, t]);

  useEffect(() => {
    if (!current || kept?.viewId !== current.view_id) return;
    const { view_id, overlay, state } = current;
    const caughtUp = revision < current.revision && sameViewState(screen, state);
    if (caughtUp) setRevision(current.revision);
    if (sameViewState(screen, kept.state) && !(caughtUp && overlay)) return;
    const base_revision = caughtUp ? current.revision : revision;
    const timer = setTimeout(async () => {
      try {
        const request = { view_id, base_revision, state: screen };
        rememberView(client, view, await call(saveViewOverlay, request));
        keep(view_id, screen);
      } catch (error) {
        notifyError(error, { title: t('notKept'), id: 'view-overlay' });
      }
    }, pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [client, view, current, kept, revision, screen, setRevision, keep, t]);
}

/** The process's own default view before that of every process. */
function defaultOf(views: readonly SavedView[]): SavedView | undefined {
  const defaults = views.filter(
    ({ kind, availability }) => kind === 'default' && availability === 'here',
  );
  return defaults.find(({ process_id }) => process_id !== 0) ?? defaults[0];
}
