import { Stack, Switch, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrivacySettings } from '../../../shared/api/privacy.ts';
import { useUnsaved } from '../ui/guarded-modal.tsx';
import { SaveBar } from '../workspace/save-bar.tsx';
import { Loaded } from './loaded.tsx';
import { usePrivacySettings, useSavePrivacy } from './privacy-queries.ts';

/** What candidates agree to before their first upload. */
export default function ConsentSettings() {
  return (
    <Loaded query={usePrivacySettings()}>
      {({ consent }) => <ConsentForm key={consent.version} consent={consent} />}
    </Loaded>
  );
}

function ConsentForm({ consent }: { consent: PrivacySettings['consent'] }) {
  const { t } = useTranslation('privacy');
  const save = useSavePrivacy();
  const { version, ...saved } = consent;
  const [fields, setFields] = useState(saved);
  const textChanged = fields.zh.trim() !== saved.zh || fields.en.trim() !== saved.en;
  const dirty = textChanged || fields.enabled !== saved.enabled;
  useUnsaved(dirty);
  const text = (language: 'zh' | 'en') => (
    <Textarea
      label={t(`consent.${language}`)}
      description={language === 'zh' && t('consent.hint')}
      lang={language}
      autosize
      minRows={4}
      maxRows={14}
      maxLength={10_000}
      required={fields.enabled}
      value={fields[language]}
      onChange={(event) => setFields({ ...fields, [language]: event.currentTarget.value })}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ consent: fields });
      }}
    >
      <Stack gap="md">
        <Switch
          label={t('consent.enabled')}
          description={t('consent.enabledHint')}
          checked={fields.enabled}
          onChange={(event) => setFields({ ...fields, enabled: event.currentTarget.checked })}
        />
        {text('zh')}
        {text('en')}
        <Text size="sm" c="dimmed" role="status">
          {textChanged
            ? t('consent.bump', { version: version + 1 })
            : version === 0
              ? t('consent.none')
              : t('consent.version', { version })}
        </Text>
        <SaveBar dirty={dirty} saving={save.isPending} />
      </Stack>
    </form>
  );
}
