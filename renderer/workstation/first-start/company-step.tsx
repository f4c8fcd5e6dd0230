import { Alert, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setUpWorkspace } from '../../../shared/api/setup.ts';
import type { Workspace } from '../../../shared/api/workspace.ts';
import { call } from '../api/client.ts';
import { workspaceQueryKey } from '../app/use-workspace.ts';
import { timeZones } from '../workspace/time-zones.ts';
import { useDraft } from './use-draft.ts';

/** Company, recruiter and time zone of a new workspace. What is typed survives errors and reloads. */
export function CompanyStep({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('firstStart');
  const client = useQueryClient();
  const { draft, change, clear } = useDraft('credo.first-start', {
    company_name: '',
    uname: '',
    uemail: workspace.uemail,
    time_zone: workspace.time_zone,
  });
  const [tried, setTried] = useState(false);
  const setUp = useMutation({
    mutationFn: () => call(setUpWorkspace, draft),
    onSuccess: (saved) => {
      clear();
      client.setQueryData(workspaceQueryKey, saved);
    },
  });
  const missing = (name: 'company_name' | 'uname') =>
    tried && draft[name].trim() === '' && t('required');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (draft.company_name.trim() !== '' && draft.uname.trim() !== '') setUp.mutate();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('company')}
          description={t('companyHint')}
          required
          autoFocus
          maxLength={200}
          autoComplete="organization"
          value={draft.company_name}
          error={missing('company_name')}
          onChange={(event) => change({ company_name: event.currentTarget.value })}
        />
        <TextInput
          label={t('name')}
          description={t('nameHint')}
          required
          maxLength={100}
          autoComplete="name"
          value={draft.uname}
          error={missing('uname')}
          onChange={(event) => change({ uname: event.currentTarget.value })}
        />
        <TextInput
          label={t('address')}
          description={t('addressHint')}
          type="email"
          maxLength={320}
          autoComplete="email"
          placeholder="name@example.com"
          value={draft.uemail}
          onChange={(event) => change({ uemail: event.currentTarget.value })}
        />
        <Select
          label={t('timeZone')}
          searchable
          allowDeselect={false}
          limit={60}
          value={draft.time_zone}
          data={timeZones(draft.time_zone)}
          onChange={(value) => change({ time_zone: value ?? workspace.time_zone })}
        />
        {setUp.error && <Alert color="red" role="alert" title={setUp.error.message} />}
        <Group justify="flex-end">
          <Button type="submit" size="sm" loading={setUp.isPending}>
            {t('continue')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
