import { Alert, Button, Select, Text, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStages } from '../applications/application-queries.ts';
import { useStageName } from '../applications/stage-name.ts';
import classes from './bulk-dialog.module.css';
import { BulkFooter } from './bulk-footer.tsx';
import type { BulkTarget } from './bulk-store.ts';
import { CheckList, CheckProgress } from './check-list.tsx';
import { usePreflight } from './use-preflight.ts';

type ChangeTarget = Extract<BulkTarget, { action: 'move' | 'eliminate' | 'restore' }>;

/** Moves, eliminates or restores a selection: checked as soon as it is known what is to be done. */
export function ChangeForm({ target }: { target: ChangeTarget }) {
  const { t } = useTranslation('bulk');
  const { action } = target;
  const preflight = usePreflight(target);
  const { job, checking, check, error } = preflight;
  const [place, setPlace] = useState<string | null>(null);
  const [remark, setRemark] = useState('');

  useEffect(() => {
    if (action !== 'move') check({ action });
  }, [action, check]);

  const choosePlace = (value: string | null) => {
    setPlace(value);
    const [stage_id = 0, step_id = 0] = (value ?? '').split('/').map(Number);
    if (value) check({ action: 'move', stage_id, step_id });
  };
  return (
    <div className={classes.form}>
      <div className={classes.fields}>
        {action === 'move' && (
          <PlaceSelect processId={target.processId} value={place} onChange={choosePlace} />
        )}
        <div className={classes.checked}>
          {action === 'move' && place === null ? (
            <Text c="dimmed" m="auto">
              {t('chooseStage')}
            </Text>
          ) : job && !checking ? (
            <CheckList key={job.job_id} job={job} />
          ) : (
            !error && <CheckProgress job={job} />
          )}
        </div>
        <Textarea
          label={t('remark')}
          value={remark}
          maxLength={500}
          autosize
          minRows={2}
          maxRows={4}
          onChange={(event) => setRemark(event.currentTarget.value)}
        />
      </div>
      <BulkFooter action={action} preflight={preflight} remark={remark} />
    </div>
  );
}

/** A stage of the process, or one of its steps. */
function PlaceSelect(props: {
  processId: number;
  value: string | null;
  onChange(value: string | null): void;
}) {
  const { t } = useTranslation(['bulk', 'app']);
  const stageName = useStageName();
  const { data: stages = [], error, refetch } = useStages(props.processId);
  if (error) {
    return (
      <Alert color="red" title={error.message} role="alert">
        <Button variant="default" onClick={() => void refetch()}>
          {t('app:errors.retry')}
        </Button>
      </Alert>
    );
  }
  return (
    <Select
      label={t('moveTo')}
      data-autofocus
      searchable
      allowDeselect={false}
      value={props.value}
      data={stages.map((stage) => ({
        group: stageName.stage(stage),
        items: (stage.steps.length > 0 ? stage.steps : [{ step_id: 0, step_name: '' }]).map(
          (step) => ({
            value: `${stage.stage_id}/${step.step_id}`,
            label: step.step_id
              ? `${stageName.stage(stage)} · ${stageName.step(step)}`
              : stageName.stage(stage),
          }),
        ),
      }))}
      onChange={props.onChange}
    />
  );
}
