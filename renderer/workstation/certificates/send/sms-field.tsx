import { Stack, Switch, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWorkspace } from '../../app/use-workspace.ts';
import { SmsPreview } from './mail-preview.tsx';
import classes from './send.module.css';
import { smsLength } from './sms-segments.ts';

interface SmsFieldProps {
  on: boolean;
  /** As written, with variables. */
  text: string;
  /** As the candidate will read it; what is counted. */
  rendered: string | undefined;
  onSwitch: (on: boolean) => void;
  onText: (text: string) => void;
}

/** A text message beside the mail: its text, how it will read, and how many messages it costs. */
export function SmsField({ on, text, rendered, onSwitch, onText }: SmsFieldProps) {
  const { t } = useTranslation('certificates');
  const { data: workspace } = useWorkspace();
  const length = smsLength(rendered ?? '');
  return (
    <Stack gap={8}>
      <Switch
        label={t('send.sms.switch')}
        checked={on}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
      {on && (
        <>
          <Textarea
            label={t('send.sms.text')}
            value={text}
            maxLength={2_000}
            autosize
            minRows={3}
            maxRows={7}
            onChange={(event) => onText(event.currentTarget.value)}
          />
          {rendered && (
            <div>
              <SmsPreview text={rendered} />
              <Text size="xs" c="dimmed" mt={4}>
                {t('send.sms.length', { count: length.segments, units: length.units })}
                {' · '}
                {length.encoding}
              </Text>
            </div>
          )}
          {workspace && !workspace.sms_configured && (
            <Text size="xs" className={classes.caution}>
              {t('send.sms.notConfigured')}
            </Text>
          )}
        </>
      )}
    </Stack>
  );
}
