import { ActionIcon, Menu, Textarea, TextInput } from '@mantine/core';
import { IconVariable } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateVariableDefinition } from '../../../shared/catalogue/mail-templates.ts';
import { useLanguage } from '../i18n/i18n.ts';

interface VariableFieldProps {
  label: string;
  value: string;
  maxLength: number;
  variables: readonly TemplateVariableDefinition[];
  /** Several lines, growing with the text. */
  multiline?: boolean;
  required?: boolean;
  error?: string | undefined;
  description?: string | undefined;
  onChange: (value: string) => void;
}

/** A plain text with variables: its palette puts one in where the cursor is. */
export function VariableField(props: VariableFieldProps) {
  const { label, value, variables, multiline, onChange, ...rest } = props;
  const { t } = useTranslation('templates');
  const language = useLanguage();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);

  const insert = (name: string) => {
    const element = field.current;
    const start = element?.selectionStart ?? value.length;
    const end = element?.selectionEnd ?? start;
    const placeholder = `{{${name}}}`;
    onChange(value.slice(0, start) + placeholder + value.slice(end));
    // After React has written the value and the menu has given the focus back.
    setTimeout(() => {
      element?.focus();
      element?.setSelectionRange(start + placeholder.length, start + placeholder.length);
    });
  };

  const palette = (
    <Menu position="bottom-end" returnFocus={false}>
      <Menu.Target>
        <ActionIcon size={24} aria-label={t('insertInto', { field: label })}>
          <IconVariable size={15} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {variables.map((variable) => (
          <Menu.Item key={variable.name} onClick={() => insert(variable.name)}>
            {variable.label[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
  const common = { ref: field, label, value, rightSection: palette, ...rest };
  return multiline ? (
    <Textarea
      {...common}
      autosize
      minRows={2}
      maxRows={4}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  ) : (
    <TextInput {...common} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
