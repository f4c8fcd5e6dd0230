import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSendingRules } from '../../sending/sending-queries.ts';

interface ReminderSwitchProps {
  /** Undefined follows the settings. */
  on: boolean | undefined;
  onChange: (on: boolean) => void;
}

/** Whether this request is reminded of; the settings decide until it is touched. */
export function ReminderSwitch({ on, onChange }: ReminderSwitchProps) {
  const { t } = useTranslation('certificates');
  const { data: rules } = useSendingRules();
  if (!rules) return null;
  return (
    <Switch
      label={t('send.reminders', { days: rules.reminders.days.join(t('send.dayComma')) })}
      checked={on ?? rules.reminders.enabled}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
