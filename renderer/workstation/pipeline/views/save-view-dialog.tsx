import { Alert, Button, Radio, Stack, Switch, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridLayout } from '../../../../shared/api/grid-layout.ts';
import { createView, type ViewKind, viewLimits } from '../../../../shared/api/views.ts';
import { call } from '../../api/client.ts';
import { useUi } from '../../app/ui-store.ts';
import { GuardedModal, useUnsaved } from '../../ui/guarded-modal.tsx';
import { notifyDone } from '../../ui/notify.tsx';
import { usePipeline } from '../pipeline-store.ts';
import { useViewStatus } from './use-view-status.ts';
import { rememberView, viewsKey, viewsQuery } from './view-queries.ts';
import { useViews } from './views-store.ts';

/** Saves what is on the screen as a view of one's own ("save as"). */
export default function SaveViewDialog() {
  const { t } = useTranslation('pipelineViews');
  const opened = useUi(({ pipelineDialog }) => pipelineDialog === 'saveView');
  const close = useUi((state) => state.closePipelineDialog);
  return (
    <GuardedModal opened={opened} onClose={close} title={t('save.title')} size={460}>
      <SaveForm onClose={close} />
    </GuardedModal>
  );
}

function SaveForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['pipelineViews', 'app']);
  const client = useQueryClient();
  const view = usePipeline((state) => state.view);
  const { open, layout: viewLayout } = useViews();
  const { current, screen } = useViewStatus();
  const { data } = useQuery(viewsQuery(view));
  const { processId, stageTypeId } = view;
  const ownLayout = client.getQueryData<GridLayout>(['grid-layout', processId, stageTypeId]);
  const layout = viewLayout ?? ownLayout ?? null;
  const [name, setName] = useState('');
  const [kind, setKind] = useState<ViewKind>('private');
  const [withLayout, setWithLayout] = useState(layout !== null);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  useUnsaved(name.trim() !== '');

  async function submit() {
    setBusy(true);
    setError(undefined);
    try {
      const saved = await call(createView, {
        stage_type_id: stageTypeId,
        process_id: processId,
        name,
        kind,
        state: { ...screen, layout: withLayout ? layout : null },
        overlay_of: current?.view_id ?? 0,
      });
      rememberView(client, view, saved);
      open(saved);
      void client.invalidateQueries({ queryKey: viewsKey });
      notifyDone(t('save.done', { name: saved.name }));
      onClose();
    } catch (failure) {
      setError((failure as Error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('save.name')}
          placeholder={t('save.namePlaceholder')}
          required
          maxLength={viewLimits.name}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Radio.Group
          label={t('save.kind')}
          value={kind}
          onChange={(value) => setKind(value as ViewKind)}
        >
          <Stack gap={8} mt={6}>
            {[...(data?.allowed_kinds ?? ['private' as const])].reverse().map((one) => (
              <Radio
                key={one}
                size="xs"
                value={one}
                label={t(`kinds.${one}.label`)}
                description={t(`kinds.${one}.hint`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {layout && (
          <Switch
            label={t('save.layout')}
            checked={withLayout}
            onChange={(event) => setWithLayout(event.currentTarget.checked)}
          />
        )}
        {error && (
          <Alert color="red" role="alert" title={t('notSaved')}>
            {error}
          </Alert>
        )}
      </Stack>
      <Stack mt="lg" gap={8} style={{ flexDirection: 'row', justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onClose}>
          {t('app:actions.cancel')}
        </Button>
        <Button type="submit" loading={busy} disabled={name.trim() === ''}>
          {t('save.submit')}
        </Button>
      </Stack>
    </form>
  );
}
