import { ActionIcon, Select, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  changeView,
  type SavedView,
  type ViewKind,
  viewLimits,
} from '../../../../shared/api/views.ts';
import { call } from '../../api/client.ts';
import { usePipeline } from '../pipeline-store.ts';
import classes from './manage-views.module.css';
import { rememberView, viewsKey } from './view-queries.ts';
import { useViews } from './views-store.ts';

const icon = { size: 15, stroke: 1.6 } as const;

/** One view of the manage dialog. A name is saved by Enter or by leaving it; Escape puts it back. */
export function ViewRow(props: {
  view: SavedView;
  allowedKinds: readonly ViewKind[];
  /** Undefined where the view is the first, or cannot be moved. */
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onDelete(): void;
  onFailed(error: unknown): void;
}) {
  const { view, allowedKinds, onFailed } = props;
  const { t } = useTranslation('pipelineViews');
  const client = useQueryClient();
  const stage = usePipeline((state) => state.view);
  const [typed, setTyped] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const { name, kind, view_id, can_manage } = view;

  async function change(changes: { name?: string; kind?: ViewKind }) {
    const { kind: wanted = kind } = changes;
    // One that becomes private, or is no longer, is another view: who uses it uses the new one.
    const inUse = (wanted === 'private') !== (kind === 'private') && stage.savedViewId === view_id;
    if (inUse) useViews.getState().leave();
    try {
      const changed = await call(changeView, { view_id, ...changes });
      rememberView(client, stage, changed);
      if (inUse) useViews.getState().open(changed, false);
      setTyped(undefined);
      setRefusal(undefined);
      // Another view may have ceased to be the default.
      await client.invalidateQueries({ queryKey: viewsKey });
    } catch (error) {
      if (inUse) useViews.getState().open(view, false);
      // What was typed stays, with the reason beside it.
      if (changes.name !== undefined) setRefusal((error as Error).message);
      else onFailed(error);
    }
  }
  function rename() {
    if (typed === undefined) return;
    const wanted = typed.trim();
    if (wanted === '' || wanted === name) {
      setTyped(undefined);
      setRefusal(undefined);
    } else void change({ name: wanted });
  }

  if (!can_manage) {
    return (
      <li className={classes.row}>
        <span className={classes.name}>
          <span>{name}</span>
          <span className={classes.owner}>
            {t('manageDialog.owner', { name: view.owner_name })} · {t('manageDialog.readOnly')}
          </span>
        </span>
        <span className={classes.kind}>{t(`kinds.${kind}.label`)}</span>
      </li>
    );
  }
  const kinds = allowedKinds.includes(kind) ? allowedKinds : [...allowedKinds, kind];
  return (
    <li className={classes.row}>
      <TextInput
        className={classes.name}
        aria-label={t('manageDialog.rename', { name })}
        maxLength={viewLimits.name}
        value={typed ?? name}
        error={refusal}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={rename}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) rename();
          if (event.key === 'Escape' && typed !== undefined) {
            event.stopPropagation();
            setTyped(undefined);
            setRefusal(undefined);
          }
        }}
      />
      <Select
        className={classes.kind}
        aria-label={t('manageDialog.kindOf', { name })}
        data={kinds.map((one) => ({ value: one, label: t(`kinds.${one}.label`) }))}
        value={kind}
        allowDeselect={false}
        onChange={(value) => value && void change({ kind: value as ViewKind })}
      />
      <ActionIcon
        aria-label={t('manageDialog.up', { name })}
        disabled={!props.onUp}
        onClick={props.onUp}
      >
        <IconArrowUp {...icon} />
      </ActionIcon>
      <ActionIcon
        aria-label={t('manageDialog.down', { name })}
        disabled={!props.onDown}
        onClick={props.onDown}
      >
        <IconArrowDown {...icon} />
      </ActionIcon>
      <ActionIcon aria-label={t('manageDialog.delete', { name })} onClick={props.onDelete}>
        <IconTrash {...icon} />
      </ActionIcon>
    </li>
  );
}
