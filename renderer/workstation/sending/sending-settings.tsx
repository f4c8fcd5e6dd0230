import {
  Button,
  Group,
  Loader,
  NumberInput,
  Stack,
  Switch,
  TagsInput,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reminderLimits, type SendingRules } from '../../../shared/api/sending.ts';
import { useUnsaved } from '../ui/guarded-modal.tsx';
import { useDelayed } from '../ui/use-delayed.ts';
import { SaveBar } from '../workspace/save-bar.tsx';
import type { SectionProps } from '../workspace/settings-sections.ts';
import { useSaveSendingRules, useSendingRules } from './sending-queries.ts';

/** When messages leave, how many, and which reminders. */
export default function SendingSettings({ workspace }: SectionProps) {
  const { t } = useTranslation('workspace');
  const { data, error, isPending, refetch } = useSendingRules();
  const slow = useDelayed(isPending);
  if (data) return <SendingForm rules={data} timeZone={workspace.time_zone} />;
  return (
    <Stack align="flex-start" gap="xs" role="status">
      {error && <Text c="var(--tone-red-text)">{error.message}</Text>}
      {error && (
        <Button variant="default" onClick={() => refetch()}>
          {t('retry')}
        </Button>
      )}
      {slow && <Loader size="sm" aria-label={t('loading')} />}
    </Stack>
  );
}

function SendingForm({ rules: saved, timeZone }: { rules: SendingRules; timeZone: string }) {
  const { t } = useTranslation('sending');
  const save = useSaveSendingRules();
  const [rules, setRules] = useState(saved);
  const { quiet_hours: quiet, mail_limits: mail, sms_limits: sms, reminders } = rules;
  const change = (fields: Partial<SendingRules>) => setRules({ ...rules, ...fields });
  const dirty = JSON.stringify(rules) !== JSON.stringify(saved);
  useUnsaved(dirty);
  const sameTimes = quiet.from === quiet.to;
  const noDays = reminders.days.length === 0;
  const complete = !sameTimes && !noDays && quiet.from !== '' && quiet.to !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) save.mutate(rules);
      }}
    >
      <Stack gap="lg">
        <Part title={t('quiet.title')}>
          <Switch
            label={t('quiet.enabled')}
            checked={quiet.enabled}
            onChange={({ currentTarget: { checked: enabled } }) =>
              change({ quiet_hours: { ...quiet, enabled } })
            }
          />
          <Group gap="md" align="flex-start">
            {(['from', 'to'] as const).map((end) => (
              <TextInput
                key={end}
                type="time"
                w={130}
                label={t(`quiet.${end}`)}
                value={quiet[end]}
                required
                error={end === 'to' && sameTimes && t('quiet.same')}
                onChange={({ currentTarget: { value } }) =>
                  change({ quiet_hours: { ...quiet, [end]: value.slice(0, 5) } })
                }
              />
            ))}
          </Group>
          <Text size="xs" c="dimmed">
            {t('quiet.hint', { zone: timeZone })}
          </Text>
        </Part>
        <Part title={t('limits.title')}>
          <Text size="xs" c="dimmed">
            {t('limits.hint')}
          </Text>
          <LimitRow
            name={t('limits.mail')}
            limits={mail}
            onChange={(mail_limits) => change({ mail_limits })}
          />
          <LimitRow
            name={t('limits.sms')}
            limits={sms}
            onChange={(sms_limits) => change({ sms_limits })}
          />
        </Part>
        <Part title={t('reminders.title')}>
          <Switch
            label={t('reminders.enabled')}
            checked={reminders.enabled}
            onChange={({ currentTarget: { checked: enabled } }) =>
              change({ reminders: { ...reminders, enabled } })
            }
          />
          <TagsInput
            label={t('reminders.days')}
            description={t('reminders.daysHint')}
            value={reminders.days.map(String)}
            maxTags={reminderLimits.count}
            error={noDays && t('reminders.invalid')}
            onChange={(texts) => change({ reminders: { ...reminders, days: daysOf(texts) } })}
          />
          <Switch
            label={t('reminders.sms')}
            checked={reminders.sms}
            onChange={({ currentTarget: { checked } }) =>
              change({ reminders: { ...reminders, sms: checked } })
            }
          />
          <Text size="xs" c="dimmed">
            {t('reminders.template')}
          </Text>
        </Part>
        <SaveBar dirty={dirty && complete} saving={save.isPending} />
      </Stack>
    </form>
  );
}

/** Days in order, each once, those that are none left out. */
function daysOf(texts: readonly string[]): number[] {
  const days = texts
    .map(Number)
    .filter((day) => Number.isInteger(day) && day >= 1 && day <= reminderLimits.day);
  return [...new Set(days)].toSorted((one, other) => one - other);
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="sm" component="section">
      <Title order={3} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

const spans = { per_minute: 'minute', per_hour: 'hour', per_day: 'day' } as const;

/** Messages a minute, an hour, a day, as far as the kind has them. */
function LimitRow<Limits extends Partial<Record<keyof typeof spans, number>>>(props: {
  name: string;
  limits: Limits;
  onChange: (limits: Limits) => void;
}) {
  const { name, limits, onChange } = props;
  const { t } = useTranslation('sending');
  const keys = (Object.keys(spans) as (keyof typeof spans)[]).filter((key) => key in limits);
  return (
    <Group gap="md" align="flex-end">
      {keys.map((key) => (
        <NumberInput
          key={key}
          w={172}
          label={`${name} · ${t(`limits.${spans[key]}`)}`}
          value={limits[key] ?? 0}
          min={0}
          max={100_000}
          allowDecimal={false}
          clampBehavior="strict"
          onChange={(value) => onChange({ ...limits, [key]: Number(value) || 0 })}
        />
      ))}
    </Group>
  );
}
