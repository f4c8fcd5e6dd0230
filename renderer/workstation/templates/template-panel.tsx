import { Badge, Button, Group, SegmentedControl, Switch, Text, Title } from '@mantine/core';
import { IconCopy, IconStar, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import { groupOfNew, type Selection, type TemplateDetail } from './template-drafts.ts';
import { TemplateEditor } from './template-editor.tsx';
import { TemplatePreview } from './template-preview.tsx';
import { useTemplateActions } from './template-queries.ts';
import classes from './templates.module.css';
import { useGroupName } from './use-group-name.ts';
import { useTemplateForm } from './use-template-form.ts';

interface TemplatePanelProps {
  selection: Selection;
  /** Undefined where it is not saved yet. */
  template: TemplateDetail | undefined;
  /** A template of the group, by which one that is not saved yet is previewed. */
  previewId: number | undefined;
  candidate: ApplicationRow | undefined;
  onCandidate: (candidate: ApplicationRow | undefined) => void;
  onSelect: (selection: Selection | undefined) => void;
  /** It is stored under this id now. */
  onSaved: (selection: Selection) => void;
}

/** One template: what can be done with it, its editor where it is one's own, and its preview. */
export function TemplatePanel(props: TemplatePanelProps) {
  const { selection, template, previewId, candidate, onCandidate, onSelect, onSaved } = props;
  const { t } = useTranslation('templates');
  const groupName = useGroupName();
  const group = template?.tpl_group ?? groupOfNew(selection) ?? '';
  const editable = !template || template.can_edit === 1;
  const [mode, setMode] = useState<'edit' | 'preview'>('edit');
  const form = useTemplateForm(selection, template, ({ mail_tpl_id }) => onSaved(mail_tpl_id));
  return (
    <section className={classes.panel} aria-label={t('template')}>
      <header className={classes.head}>
        <div className={classes.names}>
          <Title order={2} size="h3" className={classes.name}>
            {template?.title ?? t('untitled')}
          </Title>
          <Text size="xs" c="dimmed" truncate>
            {groupName(group)}
            {template && ` · ${authorOf(template, t('system'))} · ${template.updated_at}`}
          </Text>
        </div>
        {template && <Actions template={template} onSelect={onSelect} />}
        {editable && (
          <SegmentedControl
            aria-label={t('mode')}
            value={mode}
            onChange={(value) => setMode(value as typeof mode)}
            data={[
              { value: 'edit', label: t('edit') },
              { value: 'preview', label: t('preview.title') },
            ]}
          />
        )}
      </header>
      {!editable && (
        <Text size="xs" className={classes.readOnly}>
          {template?.created_uid === 0 ? t('readOnly.system') : t('readOnly.shared')}
        </Text>
      )}
      {editable && mode === 'edit' ? (
        <TemplateEditor group={group} template={template} form={form} />
      ) : (
        <TemplatePreview
          templateId={template?.mail_tpl_id ?? previewId}
          draft={form.draft}
          files={template?.attachment ?? []}
          candidate={candidate}
          onCandidate={onCandidate}
        />
      )}
    </section>
  );
}

function authorOf(template: TemplateDetail, system: string): string {
  return template.created_uid === 0 ? system : template.created_uname;
}

function Actions(props: {
  template: TemplateDetail;
  onSelect: (selection: Selection | undefined) => void;
}) {
  const { template, onSelect } = props;
  const { mail_tpl_id, title } = template;
  const { t } = useTranslation('templates');
  const { copy, remove, share, setDefault } = useTemplateActions(onSelect);
  const own = template.can_edit === 1;
  return (
    <Group gap={8} wrap="nowrap">
      {own && (
        <Switch
          label={t('share')}
          checked={share.isPending ? share.variables.shared : template.is_share}
          onChange={(event) => share.mutate({ mail_tpl_id, shared: event.currentTarget.checked })}
        />
      )}
      {template.is_default === 1 ? (
        <Badge variant="light">{t('isDefault')}</Badge>
      ) : (
        <Button
          variant="default"
          leftSection={<IconStar size={14} />}
          loading={setDefault.isPending}
          onClick={() => setDefault.mutate(mail_tpl_id)}
        >
          {t('setDefault')}
        </Button>
      )}
      <Button
        variant={own ? 'default' : 'filled'}
        leftSection={<IconCopy size={14} />}
        loading={copy.isPending}
        onClick={() => copy.mutate(mail_tpl_id)}
      >
        {t('copy')}
      </Button>
      {own && (
        <Button
          variant="default"
          leftSection={<IconTrash size={14} />}
          loading={remove.isPending}
          onClick={() => remove.mutate({ mail_tpl_id, title })}
        >
          {t('delete')}
        </Button>
      )}
    </Group>
  );
}
