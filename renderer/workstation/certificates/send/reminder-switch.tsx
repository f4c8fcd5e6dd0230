import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSendingRules } from '../../sending/sending-queries.ts';
import type { SendForm } from './draft.ts';

interface ReminderSwitchProps {
  form: SendForm;
  onChange: (fields: Partial<SendForm>) => void;
}

/** Whether this request is reminded of; the settings decide until it is touched. */
export function ReminderSwitch({ form, onChange }: ReminderSwitchProps) {
  const { t } = useTranslation('certificates');
  const { data: rules } = useSendingRules();
  if (!rules) return null;
  return (
    <Switch
      label={t('send.reminders', { days: rules.reminders.days.join(t('send.dayComma')) })}
      checked={form.reminders ?? rules.reminders.enabled}
      onChange={(event) => onChange({ reminders: event.currentTarget.checked })}
    />
  );
}
