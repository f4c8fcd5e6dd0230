import { ActionIcon, Alert, Button, FileButton, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconPaperclip, IconTrash } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  attachmentTypes,
  officeTypes,
  templateFileLimits,
} from '../../../shared/catalogue/limits.ts';
import { filesOfTemplate } from '../attached-files/attached-file.ts';
import { FileNames } from '../attached-files/file-names.tsx';
import type { TemplateDetail } from './template-drafts.ts';
import classes from './templates.module.css';
import { useTemplateFiles } from './use-template-files.ts';

const accept = [...attachmentTypes, ...officeTypes]
  .flatMap(({ ext, mime }) => [`.${ext}`, mime])
  .join(',');

/** What goes out with a template's mails, to be added by a button or by dropping it here. */
export function TemplateFiles({ template }: { template: TemplateDetail | undefined }) {
  const { t } = useTranslation('templates');
  if (template) return <Files template={template} />;
  return (
    <Stack gap={0} role="group" aria-label={t('files.title')}>
      <Title hint={t('files.saveFirst')} />
    </Stack>
  );
}

function Title({ hint }: { hint: string }) {
  const { t } = useTranslation('templates');
  return (
    <div>
      <Text size="sm" fw={500}>
        {t('files.title')}
      </Text>
      <Text size="xs" c="dimmed">
        {hint}
      </Text>
    </div>
  );
}

function Files({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation(['templates', 'app']);
  const { add, remove, refused, forgive } = useTemplateFiles(template.mail_tpl_id);
  const [over, setOver] = useState(false);
  const files = template.attachment;
  const { files: most, totalBytes } = templateFileLimits;
  const full = files.length >= most;
  const take = (chosen: readonly File[]) => {
    if (chosen.length > 0 && !add.isPending) add.mutate(chosen);
  };
  const dropping = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = full ? 'none' : 'copy';
      setOver(!full);
    },
    onDragLeave: (event: DragEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      take([...event.dataTransfer.files]);
    },
  };
  return (
    <Stack
      gap={8}
      role="group"
      aria-label={t('files.title')}
      className={classes.files}
      data-over={over || undefined}
      {...dropping}
    >
      <Group justify="space-between" wrap="nowrap">
        <Title hint={t('files.hint', { count: most, megabytes: totalBytes / 1024 ** 2 })} />
        <FileButton multiple accept={accept} onChange={take}>
          {(button) => (
            <Button
              {...button}
              variant="default"
              style={{ flexShrink: 0 }}
              disabled={full}
              loading={add.isPending}
              leftSection={<IconPaperclip size={15} aria-hidden />}
            >
              {t('files.add')}
            </Button>
          )}
        </FileButton>
      </Group>
      <FileNames
        files={filesOfTemplate(files)}
        action={({ name }, index) => (
          <Tooltip label={t('files.remove', { name })}>
            <ActionIcon
              aria-label={t('files.remove', { name })}
              disabled={remove.isPending}
              onClick={() => files[index] && remove.mutate(files[index])}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      />
      {refused.length > 0 && (
        <Alert
          color="red"
          py={7}
          px={10}
          role="alert"
          title={t('files.failed.add')}
          withCloseButton
          closeButtonLabel={t('app:actions.close')}
          onClose={forgive}
        >
          {refused.map(({ name, reason }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is shown as it came, names may repeat
            <Text key={index} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {t('files.refused', { name, reason })}
            </Text>
          ))}
        </Alert>
      )}
    </Stack>
  );
}
