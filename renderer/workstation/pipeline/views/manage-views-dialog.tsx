import { Modal, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  deleteView,
  orderViews,
  restoreView,
  type SavedView,
} from '../../../../shared/api/views.ts';
import { stageTypes } from '../../../../shared/catalogue/stages.ts';
import { call } from '../../api/client.ts';
import { useUi } from '../../app/ui-store.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import { notifyError, notifyUndo } from '../../ui/notify.tsx';
import { usePipeline } from '../pipeline-store.ts';
import classes from './manage-views.module.css';
import { grouped } from './view-groups.ts';
import { viewsKey, viewsQuery } from './view-queries.ts';
import { ViewRow } from './view-row.tsx';
import { useViews } from './views-store.ts';

/** Renames, shares, locks, orders and deletes the saved views of the stage. */
export default function ManageViewsDialog() {
  const { t } = useTranslation('pipelineViews');
  const localized = useLocalized();
  const client = useQueryClient();
  const opened = useUi(({ pipelineDialog }) => pipelineDialog === 'manageViews');
  const onClose = useUi((state) => state.closePipelineDialog);
  const view = usePipeline((state) => state.view);
  const leave = useViews((state) => state.leave);
  const { data } = useQuery(viewsQuery(view));
  const stage = stageTypes.find(({ stageTypeId }) => stageTypeId === view.stageTypeId);
  const groups = grouped(data?.data ?? []).filter(({ group }) => group !== 'gone');

  const refresh = () => client.invalidateQueries({ queryKey: viewsKey });
  const failed = (error: unknown) => {
    notifyError(error, { title: t('manageDialog.failed'), id: 'manage-views' });
    void refresh();
  };

  async function remove({ view_id, name, overlay }: SavedView) {
    try {
      await call(deleteView, { view_id });
      // What the view showed stays; without changes of the user's own there is nothing to decide.
      if (view_id === view.savedViewId && !overlay) leave();
      await refresh();
      notifyUndo(t('manageDialog.deleted', { name }), () => {
        call(restoreView, { view_id }).then(refresh, failed);
      });
    } catch (error) {
      failed(error);
    }
  }

  async function move(views: readonly SavedView[], from: number, step: 1 | -1) {
    const ids = views.filter(({ can_manage }) => can_manage).map(({ view_id }) => view_id);
    const moved = views[from]?.view_id;
    const at = ids.indexOf(moved ?? 0);
    const other = ids[at + step];
    if (moved === undefined || other === undefined) return;
    ids[at] = other;
    ids[at + step] = moved;
    try {
      await call(orderViews, { view_ids: ids });
      await refresh();
    } catch (error) {
      failed(error);
    }
  }

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={680}
      title={t('manageDialog.title', { stage: stage ? localized(stage.label) : '' })}
    >
      {data && groups.length === 0 && (
        <div className={classes.empty}>
          <Text fw={600}>{t('manageDialog.empty')}</Text>
          <Text c="dimmed">{t('manageDialog.emptyHint')}</Text>
        </div>
      )}
      {groups.map(({ group, views }) => (
        <section key={group} className={classes.group} aria-labelledby={`views-${group}`}>
          <h3 id={`views-${group}`} className={classes.heading}>
            {t(`groups.${group}`)}
          </h3>
          <ul className={classes.list}>
            {views.map((one, index) => {
              const movable = views.filter(({ can_manage }) => can_manage);
              return (
                <ViewRow
                  key={one.view_id}
                  view={one}
                  allowedKinds={data?.allowed_kinds ?? []}
                  onUp={
                    one.can_manage && movable[0] !== one
                      ? () => void move(views, index, -1)
                      : undefined
                  }
                  onDown={
                    one.can_manage && movable.at(-1) !== one
                      ? () => void move(views, index, 1)
                      : undefined
                  }
                  onDelete={() => void remove(one)}
                  onFailed={failed}
                />
              );
            })}
          </ul>
        </section>
      ))}
    </Modal>
  );
}
