import { Alert, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createCandidate } from '../../../shared/api/candidates.ts';
import { errors } from '../../../shared/errors.ts';
import { ApiError } from '../api/api-error.ts';
import { call } from '../api/client.ts';
import { useUi } from '../app/ui-store.ts';
import { useStages } from '../applications/application-queries.ts';
import { useStageName } from '../applications/stage-name.ts';
import { notifyAction, notifyDone } from '../ui/notify.tsx';
import { CreateActions } from './create-actions.tsx';
import { PositionSelect } from './position-select.tsx';

const empty = { resume_name: '', resume_phone: '', resume_email: '', id_number: '' };

/** Refusals that say the person is known already. */
const knownPerson: readonly number[] = [
  errors.candidatePhoneExists.number,
  errors.candidateEmailExists.number,
  errors.candidateIdNumberExists.number,
];

/** Creates one candidate, with an application where a position is chosen. */
export function CandidateForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('imports');
  const stageName = useStageName();
  const openApplication = useUi((state) => state.openApplication);
  const [fields, setFields] = useState(empty);
  const [positionId, setPositionId] = useState(0);
  const [stageId, setStageId] = useState<string | null>(null);
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const { data: stages } = useStages(0, positionId !== 0);
  const known = error instanceof ApiError && knownPerson.includes(error.err_no);

  async function submit(useExisting: 0 | 1) {
    setBusy(true);
    setError(undefined);
    try {
      const { application_id } = await call(createCandidate, {
        ...fields,
        tob_position_id: positionId,
        stage_id: positionId === 0 ? 0 : Number(stageId ?? 0),
        use_existing: useExisting,
      });
      const message = t('candidate.created', { name: fields.resume_name.trim() });
      if (application_id === null) notifyDone(message);
      else {
        notifyAction(message, {
          label: t('candidate.view'),
          run: () => openApplication(application_id),
        });
      }
      onClose();
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setBusy(false);
    }
  }

  const text = (name: keyof typeof empty, options: { type?: string; required?: boolean } = {}) => (
    <TextInput
      label={t(`fields.${name}`)}
      type={options.type}
      required={options.required}
      data-autofocus={name === 'resume_name' || undefined}
      autoComplete="off"
      value={fields[name]}
      onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })}
    />
  );

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit(0);
      }}
    >
      <Stack gap="sm">
        {text('resume_name', { required: true })}
        <Group grow gap="sm" align="start">
          {text('resume_phone', { type: 'tel' })}
          {text('resume_email', { type: 'email' })}
        </Group>
        {text('id_number')}
        <Group grow gap="sm" align="start">
          <PositionSelect
            label={t('candidate.position')}
            value={positionId}
            onChange={setPositionId}
          />
          <Select
            label={t('candidate.stage')}
            disabled={positionId === 0}
            placeholder={t('candidate.firstStage')}
            clearable
            data={(stages ?? []).map((stage) => ({
              value: String(stage.stage_id),
              label: stageName.stage(stage),
            }))}
            value={positionId === 0 ? null : stageId}
            onChange={setStageId}
          />
        </Group>
        {error && (
          <Alert color="red" role="alert" title={error.message}>
            {known && positionId !== 0 && (
              <Button variant="default" loading={busy} onClick={() => void submit(1)}>
                {t('candidate.useExisting')}
              </Button>
            )}
            {known && positionId === 0 && t('candidate.choosePosition')}
          </Alert>
        )}
        <CreateActions busy={busy} onCancel={onClose} />
      </Stack>
    </form>
  );
}
