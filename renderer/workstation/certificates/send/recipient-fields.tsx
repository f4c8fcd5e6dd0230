import { Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FormProblems, SendForm } from './draft.ts';

interface RecipientFieldsProps {
  form: SendForm;
  templates: readonly { mail_tpl_id: number; title: string }[];
  problems: FormProblems;
  onChange: (fields: Partial<SendForm>) => void;
  onTemplate: (templateId: number) => void;
}

/** Which template, and to whom. */
export function RecipientFields(props: RecipientFieldsProps) {
  const { form, templates, problems, onChange, onTemplate } = props;
  const { t } = useTranslation('certificates');
  return (
    <Stack gap={10}>
      <Select
        label={t('send.template')}
        allowDeselect={false}
        value={form.templateId === undefined ? null : String(form.templateId)}
        data={templates.map(({ mail_tpl_id, title }) => ({
          value: String(mail_tpl_id),
          label: title,
        }))}
        onChange={(value) => {
          if (value && Number(value) !== form.templateId) onTemplate(Number(value));
        }}
      />
      <TextInput
        label={t('send.name')}
        value={form.name}
        maxLength={200}
        required
        error={problems.name && t('send.problems.name')}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('send.email')}
        type="email"
        value={form.email}
        maxLength={320}
        required
        data-autofocus={form.email === '' || undefined}
        error={problems.email && t('send.problems.email')}
        onChange={(event) => onChange({ email: event.currentTarget.value })}
      />
      <TextInput
        label={t('send.phone')}
        type="tel"
        value={form.phone}
        maxLength={32}
        required={form.smsOn}
        error={problems.phone && t('send.problems.phone')}
        onChange={(event) => onChange({ phone: event.currentTarget.value })}
      />
    </Stack>
  );
}
