import { Group, NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Workspace } from '../../../shared/api/workspace.ts';
import { useUnsaved } from '../ui/guarded-modal.tsx';
import { SaveBar } from './save-bar.tsx';
import { useSaveWorkspace } from './use-save-workspace.ts';

const megabyte = 1024 * 1024;

/** A limit's bounds, as `saveWorkspace` has them. */
const bounds = {
  megabytes: { min: 1, max: 200 },
  files: { min: 1, max: 100 },
  days: { min: 1, max: 365 },
  recent: { min: 0, max: 365 },
} as const;

/** How much candidates may upload, and how long their links live. */
export function CandidateSettings({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('workspace');
  const save = useSaveWorkspace();
  const saved = {
    megabytes: Math.round(workspace.limits.file_bytes / megabyte),
    files: workspace.limits.files_per_certificate,
    days: workspace.limits.token_days,
    recent: workspace.recent_request_days,
  };
  const [limits, setLimits] = useState<Record<keyof typeof bounds, number | string>>(saved);
  const wrong = (name: keyof typeof bounds) => {
    const value = limits[name];
    const { min, max } = bounds[name];
    return !Number.isInteger(value) || Number(value) < min || Number(value) > max;
  };
  const names = Object.keys(bounds) as (keyof typeof bounds)[];
  const dirty = names.some((name) => limits[name] !== saved[name]);
  useUnsaved(dirty);
  const valid = !names.some(wrong);
  const field = (name: keyof typeof bounds) => ({
    value: limits[name],
    ...bounds[name],
    allowDecimal: false,
    clampBehavior: 'none' as const,
    error: wrong(name) && t('candidates.range', bounds[name]),
    onChange: (value: number | string) => setLimits({ ...limits, [name]: value }),
  });
  return (
    <Stack gap="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!valid) return;
          save.mutate({
            limits: {
              file_bytes: Number(limits.megabytes) * megabyte,
              files_per_certificate: Number(limits.files),
              token_days: Number(limits.days),
            },
            recent_request_days: Number(limits.recent),
          });
        }}
      >
        <Stack gap="md">
          <Group grow align="flex-start" gap="md">
            <NumberInput label={t('candidates.fileSize')} {...field('megabytes')} />
            <NumberInput label={t('candidates.files')} {...field('files')} />
            <NumberInput
              label={t('candidates.days')}
              description={t('candidates.daysHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              {...field('days')}
            />
            <NumberInput
              label={t('candidates.recent')}
              description={t('candidates.recentHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              {...field('recent')}
            />
          </Group>
          <SaveBar dirty={dirty && valid} saving={save.isPending} />
        </Stack>
      </form>
    </Stack>
  );
}
