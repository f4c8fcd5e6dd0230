import {
  Alert,
  Checkbox,
  Divider,
  Fieldset,
  Group,
  NumberInput,
  PasswordInput,
  Stack,
  Switch,
  TextInput,
} from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Workspace } from '../../../shared/api/workspace.ts';
import { useUnsaved } from '../ui/guarded-modal.tsx';
import { SaveBar } from './save-bar.tsx';
import { TestMail } from './test-mail.tsx';
import { useSaveWorkspace } from './use-save-workspace.ts';

type MailFields = Omit<Workspace['mail'], 'password_set'>;

/** As the backend keeps it. */
function trimmed(value: MailFields[keyof MailFields]): typeof value {
  return typeof value === 'string' ? value.trim() : value;
}

/** The mail account that requests are sent from, and a test of it. The password is never shown. */
export function MailSettings({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('workspace');
  const save = useSaveWorkspace();
  const { password_set: passwordSet, ...saved } = workspace.mail;
  const [mail, setMail] = useState<MailFields>(saved);
  const [password, setPassword] = useState('');
  const [removing, setRemoving] = useState(false);
  const fixed = workspace.mail_account === 'environment';
  const change = (fields: Partial<MailFields>) => setMail({ ...mail, ...fields });
  const dirty =
    password !== '' ||
    removing ||
    Object.entries(saved).some(([key, value]) => trimmed(mail[key as keyof MailFields]) !== value);
  useUnsaved(dirty);
  return (
    <Stack gap="md">
      {fixed && (
        <Alert icon={<IconLock size={18} />} py={8}>
          {t('mail.fixed')}
        </Alert>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const secret = removing ? { password: '' } : password !== '' ? { password } : {};
          save.mutate(
            { mail: { ...mail, ...secret } },
            {
              onSuccess: () => {
                setPassword('');
                setRemoving(false);
              },
            },
          );
        }}
      >
        <Fieldset variant="unstyled" disabled={fixed}>
          <Stack gap="md">
            <Group gap="md" align="flex-start" wrap="nowrap">
              <TextInput
                flex={1}
                label={t('mail.host')}
                placeholder="smtp.example.com"
                value={mail.host}
                maxLength={255}
                onChange={(event) => change({ host: event.currentTarget.value })}
              />
              <NumberInput
                w={110}
                label={t('mail.port')}
                value={mail.port}
                min={1}
                max={65_535}
                allowDecimal={false}
                clampBehavior="strict"
                onChange={(value) => change({ port: Number(value) || saved.port })}
              />
            </Group>
            <Switch
              label={t('mail.secure')}
              description={t('mail.secureHint')}
              checked={mail.secure}
              onChange={(event) => {
                const secure = event.currentTarget.checked;
                // The usual port follows the switch; one that was chosen freely stays.
                const usual = mail.port === 465 || mail.port === 587;
                change({ secure, ...(usual && { port: secure ? 465 : 587 }) });
              }}
            />
            <Group gap="md" align="flex-start" grow>
              <TextInput
                label={t('mail.user')}
                value={mail.user}
                maxLength={320}
                autoComplete="off"
                onChange={(event) => change({ user: event.currentTarget.value })}
              />
              <PasswordInput
                label={t('mail.password')}
                description={t('mail.passwordHint')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                placeholder={passwordSet ? t('mail.passwordSet') : undefined}
                value={password}
                maxLength={500}
                disabled={removing}
                autoComplete="new-password"
                onChange={(event) => setPassword(event.currentTarget.value)}
              />
            </Group>
            {passwordSet && !fixed && (
              <Checkbox
                size="xs"
                label={t('mail.removePassword')}
                checked={removing}
                onChange={(event) => setRemoving(event.currentTarget.checked)}
              />
            )}
            <TextInput
              label={t('mail.from')}
              description={t('mail.fromHint')}
              placeholder="hr@example.com"
              value={mail.from}
              maxLength={320}
              onChange={(event) => change({ from: event.currentTarget.value })}
            />
            {!fixed && <SaveBar dirty={dirty} saving={save.isPending} />}
          </Stack>
        </Fieldset>
      </form>
      <Divider />
      <TestMail
        blocked={
          dirty && !fixed ? 'unsaved' : workspace.mail_account === 'none' ? 'none' : undefined
        }
        suggestion={saved.from}
      />
    </Stack>
  );
}
