import { Anchor, Group, Stack, Text } from '@mantine/core';
import { IconFile, IconFileText, IconPaperclip, IconPhoto } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../certificates/preview/preview-file.ts';
import { type AttachedFile, canShow } from './attached-file.ts';
import { useAttachedFile } from './attached-file-store.ts';
import classes from './attached-files.module.css';

const iconOf: Readonly<Record<string, typeof IconFile>> = {
  ...Object.fromEntries(['pdf', 'docx', 'xlsx', 'pptx'].map((ext) => [ext, IconFileText])),
  ...Object.fromEntries(['jpg', 'png', 'webp', 'heic', 'heif'].map((ext) => [ext, IconPhoto])),
};

interface FileNamesProps {
  files: readonly AttachedFile[];
  /** What stands at the end of a file's line. */
  action?: (file: AttachedFile, index: number) => ReactNode;
}

/** Files with their sizes, one a line, each to be opened; nothing where there are none. */
export function FileNames({ files, action }: FileNamesProps) {
  const { t } = useTranslation('templates');
  if (files.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t('files.list')}>
      {files.map((file, index) => {
        const Icon = iconOf[file.ext] ?? IconFile;
        return (
          <li key={file.address} className={classes.file}>
            <Icon size={16} stroke={1.6} aria-hidden className={classes.icon} />
            <FileName file={file} />
            <Text size="xs" c="dimmed" style={{ flexShrink: 0 }} ml="auto">
              {formatSize(file.size)}
            </Text>
            {action?.(file, index)}
          </li>
        );
      })}
    </ul>
  );
}

/** The name of a file: opens what can be looked at, and saves what cannot. */
function FileName({ file }: { file: AttachedFile }) {
  const { t } = useTranslation('templates');
  const show = useAttachedFile((state) => state.show);
  const look = { size: 'sm', c: 'inherit', truncate: true, title: file.name } as const;
  return canShow(file) ? (
    <Anchor
      component="button"
      type="button"
      aria-label={t('files.open', { name: file.name })}
      onClick={() => show(file)}
      {...look}
    >
      {file.name}
    </Anchor>
  ) : (
    <Anchor
      href={file.address}
      download
      aria-label={t('files.save', { name: file.name })}
      {...look}
    >
      {file.name}
    </Anchor>
  );
}

/** What goes out with a mail, where it is only shown: in previews and before sending. */
export function AttachedFiles({ files }: { files: readonly AttachedFile[] }) {
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

/** The same in few words, beside a message that was sent. */
export function AttachedFileLine({ files }: { files: readonly AttachedFile[] }) {
  const { t } = useTranslation('templates');
  if (files.length === 0) return null;
  return (
    <ul className={classes.compact} aria-label={t('files.title')}>
      {files.map((file) => (
        <li key={file.address}>
          <IconPaperclip size={13} stroke={1.6} aria-hidden className={classes.icon} />
          <FileName file={file} />
        </li>
      ))}
    </ul>
  );
}
