import { Alert, Button, Group, Loader, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import { useUi } from '../app/ui-store.ts';
import { useLast } from '../ui/use-last.ts';
import { useStages } from './application-queries.ts';
import classes from './move-dialog.module.css';
import { useStageName } from './stage-name.ts';
import { useApplicationActions } from './use-application-actions.tsx';

/** Chooses the stage and step an application moves to. */
export default function MoveDialog() {
  const { t } = useTranslation('applications');
  const { moving, closeMove } = useUi();
  const row = useLast(moving);
  return (
    <Modal
      opened={moving !== undefined}
      onClose={closeMove}
      title={row && t('moveTitle', { name: row.resume_name })}
      size={460}
    >
      {row && <MoveForm key={row.application_id} row={row} onClose={closeMove} />}
    </Modal>
  );
}

function MoveForm({ row, onClose }: { row: ApplicationRow; onClose(): void }) {
  const { t } = useTranslation(['applications', 'app']);
  const { moveRow } = useApplicationActions();
  const stageName = useStageName();
  const { data: stages, error, refetch } = useStages(row.process_id);
  const [target, setTarget] = useState(`${row.stage_id}/${row.step_id}`);
  const [remark, setRemark] = useState('');
  const [busy, setBusy] = useState(false);
  const here = `${row.stage_id}/${row.step_id}`;

  async function submit() {
    const [stageId, stepId] = target.split('/').map(Number);
    const stage = stages?.find(({ stage_id }) => stage_id === stageId);
    const step = stage?.steps.find(({ step_id }) => step_id === stepId);
    if (!stage) return;
    setBusy(true);
    const moved = await moveRow(
      row,
      {
        stage_id: stage.stage_id,
        step_id: step?.step_id ?? 0,
        label: step ? stageName.step(step) : stageName.stage(stage),
      },
      { remark },
    );
    setBusy(false);
    if (moved) onClose();
  }

  if (error) {
    return (
      <Alert color="red" title={error.message}>
        <Button variant="default" onClick={() => void refetch()}>
          {t('app:errors.retry')}
        </Button>
      </Alert>
    );
  }
  if (!stages) return <Loader size="sm" />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="md">
        <Radio.Group value={target} onChange={setTarget} aria-label={t('moveTo')}>
          <div className={classes.stages}>
            {stages.map((stage) => (
              <fieldset key={stage.stage_id} className={classes.stage}>
                <legend className={classes.legend}>{stageName.stage(stage)}</legend>
                {(stage.steps.length > 0 ? stage.steps : [{ step_id: 0, step_name: '' }]).map(
                  (step, index) => {
                    const value = `${stage.stage_id}/${step.step_id}`;
                    return (
                      <Radio
                        key={value}
                        value={value}
                        size="xs"
                        label={
                          <>
                            {step.step_id ? stageName.step(step) : stageName.stage(stage)}
                            {value === here && (
                              <Text span size="sm" c="dimmed">
                                {' '}
                                {t('here')}
                              </Text>
                            )}
                          </>
                        }
                        data-autofocus={value === here || (target === '' && index === 0)}
                      />
                    );
                  },
                )}
              </fieldset>
            ))}
          </div>
        </Radio.Group>
        <Textarea
          label={t('remark')}
          value={remark}
          onChange={(event) => setRemark(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
          maxRows={5}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('app:actions.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={target === here}>
            {t('move')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
