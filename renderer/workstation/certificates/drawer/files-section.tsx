import { ActionIcon, Button, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconDownload, IconFileTypePdf, IconFileZip, IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { downloadAllPath } from '../../../../shared/api/attachments.ts';
import type { Attachment } from '../../../../shared/api/certificates.ts';
import { downloadUrl, formatSize, previewKind } from '../preview/preview-file.ts';
import classes from './drawer.module.css';
import { DrawerSection } from './section.tsx';
import { shortTime } from './short-time.ts';

interface FilesSectionProps {
  certificateId: number;
  files: readonly Attachment[];
  submittedAt: string | undefined;
  /** The files of the newest submission, which is what "download all" packs. */
  isCurrent: boolean;
  index: number;
  onSelect: (index: number) => void;
}

/** The files of the submission shown: choosing one previews it; each or all can be downloaded. */
export function FilesSection(props: FilesSectionProps) {
  const { certificateId, files, submittedAt, isCurrent, index, onSelect } = props;
  const { t } = useTranslation('certificates');
  return (
    <DrawerSection
      title={t('drawer.files.title')}
      aside={
        isCurrent && (
          <Button
            component="a"
            variant="default"
            href={`${downloadAllPath}?certificate_id=${certificateId}`}
            download
            leftSection={<IconFileZip size={15} aria-hidden />}
          >
            {t('drawer.files.downloadAll')}
          </Button>
        )
      }
    >
      <Text size="xs" c="dimmed" mt={-6}>
        {t('drawer.files.count', { count: files.length })}
        {submittedAt && ` · ${t('drawer.files.submittedAt', { date: shortTime(submittedAt) })}`}
      </Text>
      <ul className={classes.files}>
        {files.map((file, position) => (
          <li key={file.dfs_file_name} className={classes.file}>
            <UnstyledButton
              className={classes.fileName}
              aria-current={position === index}
              onClick={() => onSelect(position)}
              title={file.name}
            >
              {previewKind(file) === 'pdf' ? (
                <IconFileTypePdf size={17} stroke={1.5} aria-hidden />
              ) : (
                <IconPhoto size={17} stroke={1.5} aria-hidden />
              )}
              <Text span size="sm" truncate flex={1}>
                {file.name}
              </Text>
              <Text span size="xs" c="var(--credo-muted)">
                {formatSize(file.size)}
              </Text>
            </UnstyledButton>
            <Tooltip label={t('drawer.files.download', { name: file.name })}>
              <ActionIcon
                component="a"
                href={downloadUrl(file)}
                download
                aria-label={t('drawer.files.download', { name: file.name })}
              >
                <IconDownload size={16} />
              </ActionIcon>
            </Tooltip>
          </li>
        ))}
      </ul>
    </DrawerSection>
  );
}
