import { Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Workspace } from '../../../shared/api/workspace.ts';
import { useUnsaved } from '../ui/guarded-modal.tsx';
import { SamplesNotice } from './samples-notice.tsx';
import { SaveBar } from './save-bar.tsx';
import { timeZones } from './time-zones.ts';
import { useSaveWorkspace } from './use-save-workspace.ts';

/** Company, recruiter and time zone. */
export function CompanySettings({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('workspace');
  const save = useSaveWorkspace();
  const [company, setCompany] = useState(workspace.company_name);
  const [name, setName] = useState(workspace.uname);
  const [address, setAddress] = useState(workspace.uemail);
  const [timeZone, setTimeZone] = useState(workspace.time_zone);
  const dirty =
    company.trim() !== workspace.company_name ||
    name.trim() !== workspace.uname ||
    address.trim() !== workspace.uemail ||
    timeZone !== workspace.time_zone;
  useUnsaved(dirty);
  const complete = company.trim() !== '' && name.trim() !== '';
  return (
    <>
      {workspace.samples && <SamplesNotice />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!complete) return;
          save.mutate({ company_name: company, uname: name, uemail: address, time_zone: timeZone });
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('company.name')}
            description={t('company.nameHint')}
            value={company}
            maxLength={200}
            required
            error={company.trim() === '' && dirty && t('company.required')}
            onChange={(event) => setCompany(event.currentTarget.value)}
          />
          <TextInput
            label={t('company.recruiter')}
            description={t('company.recruiterHint')}
            value={name}
            maxLength={100}
            required
            error={name.trim() === '' && dirty && t('company.required')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('company.address')}
            description={t('company.addressHint')}
            type="email"
            placeholder="name@example.com"
            value={address}
            maxLength={320}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <Select
            label={t('company.timeZone')}
            description={t('company.timeZoneHint')}
            searchable
            allowDeselect={false}
            limit={60}
            value={timeZone}
            data={timeZones(workspace.time_zone)}
            onChange={(value) => setTimeZone(value ?? workspace.time_zone)}
          />
          <SaveBar dirty={dirty && complete} saving={save.isPending} />
        </Stack>
      </form>
    </>
  );
}
