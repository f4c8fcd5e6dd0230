import { Group, Stack, Text } from '@mantine/core';
import { IconFile, IconFileText, IconPhoto } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateFile } from '../../../shared/api/template-files.ts';
import { formatSize } from '../certificates/preview/preview-file.ts';
import classes from './templates.module.css';

const iconOf: Readonly<Record<string, typeof IconFile>> = {
  ...Object.fromEntries(['pdf', 'docx', 'xlsx', 'pptx'].map((ext) => [ext, IconFileText])),
  ...Object.fromEntries(['jpg', 'png', 'webp', 'heic', 'heif'].map((ext) => [ext, IconPhoto])),
};

interface FileNamesProps {
  files: readonly TemplateFile[];
  /** What stands at the end of a file's line. */
  action?: (file: TemplateFile) => ReactNode;
}

/** Files with their sizes, one a line; nothing where there are none. */
export function FileNames({ files, action }: FileNamesProps) {
  const { t } = useTranslation('templates');
  if (files.length === 0) return null;
  return (
    <ul className={classes.fileList} aria-label={t('files.list')}>
      {files.map((file) => {
        const Icon = iconOf[file.ext] ?? IconFile;
        return (
          <li key={file.template_file_id} className={classes.file}>
            <Icon size={16} stroke={1.6} aria-hidden className={classes.fileIcon} />
            <Text size="sm" truncate flex={1} title={file.name}>
              {file.name}
            </Text>
            <Text size="xs" c="dimmed" style={{ flexShrink: 0 }}>
              {formatSize(file.size)}
            </Text>
            {action?.(file)}
          </li>
        );
      })}
    </ul>
  );
}

/** What goes out with a mail, where it is only shown: in previews and before sending. */
export function AttachedFiles({ files }: { files: readonly TemplateFile[] }) {
  const { t } = useTranslation('templates');
  if (files.length === 0) return null;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return (
    <Stack gap={4} role="group" aria-label={t('files.title')}>
      <Group justify="space-between">
        <Text size="sm" fw={500}>
          {t('files.title')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('files.total', { count: files.length, size: formatSize(bytes) })}
        </Text>
      </Group>
      <FileNames files={files} />
    </Stack>
  );
}
