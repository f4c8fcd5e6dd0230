import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stageTypes } from '../../../shared/catalogue/stages.ts';
import { useUi } from '../app/ui-store.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { usePipeline } from '../pipeline/pipeline-store.ts';
import { GuardedModal } from '../ui/guarded-modal.tsx';
import { useDelayed } from '../ui/use-delayed.ts';
import { useLast } from '../ui/use-last.ts';
import { SettingsForm } from './settings-form.tsx';
import { type SettingsKindName, type SettingsScope, settingsKinds } from './settings-kinds.ts';
import classes from './settings-panel.module.css';

/** Chooses and orders the filters, or the columns, of the stage shown. */
export default function SettingsPanel() {
  const { t } = useTranslation('settings');
  const localized = useLocalized();
  const { pipelineSettings, closePipelineSettings } = useUi();
  const stageTypeId = usePipeline(({ view }) => view.stageTypeId);
  const processId = usePipeline(({ view }) => view.processId);
  const kind = useLast(pipelineSettings);
  // Escape that ends a drag by keyboard must not close the panel with it.
  const [dragging, setDragging] = useState(false);
  const stage = stageTypes.find((candidate) => candidate.stageTypeId === stageTypeId);
  return (
    <GuardedModal
      opened={pipelineSettings !== undefined}
      onClose={closePipelineSettings}
      closeOnEscape={!dragging}
      size={720}
      title={kind && t(`${kind}.title`, { stage: stage ? localized(stage.label) : '' })}
    >
      {kind && (
        <LoadedForm
          key={`${kind}/${processId}/${stageTypeId}`}
          kind={kind}
          scope={{ processId, stageTypeId }}
          onDragging={setDragging}
          onClose={closePipelineSettings}
        />
      )}
    </GuardedModal>
  );
}

function LoadedForm(props: {
  kind: SettingsKindName;
  scope: SettingsScope;
  onDragging(dragging: boolean): void;
  onClose(): void;
}) {
  const { kind, scope } = props;
  const { t } = useTranslation('app');
  // Fetched when the panel opens and not again while it is edited.
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['settings', kind, scope],
    queryFn: ({ signal }) => settingsKinds[kind].load(scope, signal),
    gcTime: 0,
  });
  const slow = useDelayed(isPending);
  if (error) {
    return (
      <Alert color="red" role="alert" title={error.message}>
        <Button variant="default" onClick={() => void refetch()}>
          {t('errors.retry')}
        </Button>
      </Alert>
    );
  }
  if (!data) {
    return (
      <div className={classes.waiting} role="status">
        {slow && t('loading')}
      </div>
    );
  }
  return <SettingsForm {...props} settings={data} />;
}
