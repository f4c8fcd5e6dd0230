import { Alert, Button, Group, Text, TextInput } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { templateLimits } from '../../../shared/api/mail-templates.ts';
import { ownSlotKey } from '../../../shared/catalogue/certificate-slots.ts';
import { variablesOfGroup } from '../../../shared/catalogue/mail-templates.ts';
import { Caution } from '../ui/caution.tsx';
import { DialogFooter } from '../ui/dialog-footer.tsx';
import type { TemplateDetail } from './template-drafts.ts';
import { TemplateFiles } from './template-files.tsx';
import { TemplateSlots } from './template-slots.tsx';
import classes from './templates.module.css';
import type { useTemplateForm } from './use-template-form.ts';
import { VariableField } from './variable-field.tsx';

const BodyEditor = lazy(() =>
  import('../certificates/send/body-editor.tsx').then((module) => ({ default: module.BodyEditor })),
);

interface TemplateEditorProps {
  group: string;
  /** Undefined where it is not saved yet. */
  template: TemplateDetail | undefined;
  form: ReturnType<typeof useTemplateForm>;
}

/** While a form with buttons at the bottom right of the page is there, notices stay off them. */
function useButtonsBelow(): void {
  useEffect(() => {
    document.body.toggleAttribute('data-buttons-below', true);
    return () => {
      document.body.toggleAttribute('data-buttons-below', false);
    };
  }, []);
}

/** The texts of a template of one's own, and the bar that saves them. Ctrl+S and Ctrl+Enter save too. */
export function TemplateEditor({ group, template, form }: TemplateEditorProps) {
  const { t } = useTranslation('templates');
  const { draft, change, save } = form;
  useButtonsBelow();
  const variables = variablesOfGroup(group);
  const [attempted, setAttempted] = useState(false);
  const missing = (text: string) => (attempted && text.trim() === '' ? t('required') : undefined);
  const complete =
    draft.title.trim() !== '' &&
    draft.email_subject.trim() !== '' &&
    draft.slots.every(({ slot_key, label }) => !ownSlotKey.test(slot_key) || label.trim() !== '');
  const submit = () => {
    setAttempted(true);
    if (complete && form.dirty && !form.conflict && !save.isPending) form.submit();
  };
  return (
    <form
      className={classes.form}
      noValidate
      aria-label={t('edit')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey)) return;
        if (event.key !== 's' && event.key !== 'Enter') return;
        event.preventDefault();
        submit();
      }}
    >
      <div className={classes.fields}>
        <Group gap="sm" grow align="flex-start" preventGrowOverflow={false}>
          <TextInput
            label={t('fields.title')}
            value={draft.title}
            required
            maxLength={templateLimits.title}
            error={missing(draft.title)}
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
          <TextInput
            label={t('fields.desc')}
            value={draft.desc}
            maxLength={templateLimits.desc}
            onChange={(event) => change({ desc: event.currentTarget.value })}
          />
        </Group>
        <VariableField
          label={t('fields.subject')}
          value={draft.email_subject}
          required
          maxLength={templateLimits.email_subject}
          variables={variables}
          error={missing(draft.email_subject)}
          onChange={(email_subject) => change({ email_subject })}
        />
        <div className={classes.body}>
          <Suspense fallback={null}>
            <BodyEditor
              key={form.generation}
              initialContent={draft.email_content}
              variables={variables}
              onChange={(email_content) => change({ email_content })}
            />
          </Suspense>
        </div>
        <VariableField
          label={t('fields.smsOptional')}
          value={draft.sms_content}
          multiline
          maxLength={templateLimits.sms_content}
          variables={variables}
          onChange={(sms_content) => change({ sms_content })}
        />
        <TemplateSlots
          group={group}
          slots={draft.slots}
          onChange={(slots) => change({ slots: [...slots] })}
        />
        <TemplateFiles template={template} />
      </div>
      <DialogFooter
        outcome={
          form.conflict ? (
            <Caution tone="orange">
              {t('conflict.text')}
              <Group gap="xs" mt={4}>
                <Button variant="default" size="compact-sm" onClick={form.discard}>
                  {t('conflict.theirs')}
                </Button>
                <Button variant="default" size="compact-sm" onClick={form.overwrite}>
                  {t('conflict.mine')}
                </Button>
              </Group>
            </Caution>
          ) : save.isError ? (
            <Alert color="red" py={7} px={10} role="alert" title={t('failed.save')}>
              {save.error.message}
            </Alert>
          ) : (
            form.dirty && (
              <Text size="xs" c="dimmed">
                {t('unsaved')}
              </Text>
            )
          )
        }
      >
        {form.dirty && (
          <Button variant="default" size="sm" onClick={form.discard}>
            {t('discard')}
          </Button>
        )}
        <Button
          type="submit"
          size="sm"
          disabled={!form.dirty || form.conflict}
          loading={save.isPending}
        >
          {t('save')}
        </Button>
      </DialogFooter>
    </form>
  );
}
