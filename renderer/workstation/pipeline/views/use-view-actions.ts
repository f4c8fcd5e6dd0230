import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  dropViewOverlay,
  type SavedView,
  saveViewOverlay,
  updateView,
} from '../../../../shared/api/views.ts';
import { call } from '../../api/client.ts';
import { notifyDone, notifyError } from '../../ui/notify.tsx';
import { usePipeline } from '../pipeline-store.ts';
import { useViewStatus } from './use-view-status.ts';
import { rememberView, viewsKey } from './view-queries.ts';
import { useViews } from './views-store.ts';

/** What a user does with unsaved changes to the view in use. */
export function useViewActions() {
  const { t } = useTranslation('pipelineViews');
  const client = useQueryClient();
  const view = usePipeline((state) => state.view);
  const { open, leave, keep, setRevision } = useViews();
  const { current, screen } = useViewStatus();
  const [busy, setBusy] = useState(false);

  const run = useCallback(
    async (action: (current: SavedView) => Promise<void>) => {
      if (!current) return;
      setBusy(true);
      try {
        await action(current);
      } catch (error) {
        notifyError(error, { title: t('notSaved'), id: 'view-action' });
        void client.invalidateQueries({ queryKey: viewsKey });
      } finally {
        setBusy(false);
      }
    },
    [client, current, t],
  );

  /** Saves what is on the screen into the view. */
  const update = () =>
    run(async ({ view_id, revision }) => {
      const saved = await call(updateView, { view_id, revision, state: screen });
      rememberView(client, view, saved);
      keep(view_id, saved.state);
      setRevision(saved.revision);
      notifyDone(t('updated', { name: saved.name }));
    });

  /** Shows the view as it is saved, the user's changes dropped. */
  const reset = () =>
    run(async (shown) => {
      await call(dropViewOverlay, { view_id: shown.view_id });
      const own = { ...shown, overlay: null };
      rememberView(client, view, own);
      open(own);
    });

  /** Keeps the user's changes over the view as it is saved by now. */
  const keepMine = () =>
    run(async ({ view_id, revision }) => {
      const request = { view_id, base_revision: revision, state: screen };
      rememberView(client, view, await call(saveViewOverlay, request));
      keep(view_id, screen);
      setRevision(revision);
    });

  /** Lets the changes to a view that is gone go too; the filters stay on the screen. */
  const discard = () =>
    run(async ({ view_id }) => {
      await call(dropViewOverlay, { view_id });
      leave();
      void client.invalidateQueries({ queryKey: viewsKey });
    });

  return { busy, update, reset, keepMine, discard };
}
