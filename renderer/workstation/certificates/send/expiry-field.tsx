import { Group, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Expiry, offeredDays } from './expiry.ts';

interface ExpiryFieldProps {
  expiry: Expiry;
  /** The workspace's own. */
  defaultDays: number;
  /** `YYYY-MM-DD`, the earliest that makes sense. */
  today: string;
  problem: boolean;
  onChange: (expiry: Expiry) => void;
}

/** Until when the link works. */
export function ExpiryField({ expiry, defaultDays, today, problem, onChange }: ExpiryFieldProps) {
  const { t } = useTranslation('certificates');
  const days = offeredDays.filter((offered) => offered !== defaultDays);
  return (
    <Group gap={8} align="flex-start" wrap="nowrap">
      <Select
        flex={1}
        label={t('send.expiry.label')}
        allowDeselect={false}
        value={expiry.type === 'days' ? String(expiry.days) : expiry.type}
        data={[
          { value: 'default', label: t('send.expiry.days', { count: defaultDays }) },
          ...days.map((offered) => ({
            value: String(offered),
            label: t('send.expiry.days', { count: offered }),
          })),
          { value: 'on', label: t('send.expiry.on') },
        ]}
        onChange={(value) => {
          if (value === 'default') onChange({ type: 'default' });
          else if (value === 'on') onChange({ type: 'on', date: today });
          else onChange({ type: 'days', days: Number(value) });
        }}
      />
      {expiry.type === 'on' && (
        <TextInput
          flex={1}
          type="date"
          label={t('send.expiry.date')}
          value={expiry.date}
          min={today}
          error={problem && t('send.expiry.invalid')}
          onChange={(event) => onChange({ type: 'on', date: event.currentTarget.value })}
        />
      )}
    </Group>
  );
}
