import { ActionIcon, Button, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconDownload, IconFileTypePdf, IconFileZip, IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { downloadAllPath } from '../../../../shared/api/attachments.ts';
import type { CertificateSlot } from '../../../../shared/api/certificate-slots.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import checking from '../checking/checking.module.css';
import type { SlotGroup } from '../checking/slot-groups.ts';
import { downloadUrl, formatSize, previewKind } from '../preview/preview-file.ts';
import classes from './drawer.module.css';
import { DrawerSection } from './section.tsx';
import { shortTime } from './short-time.ts';

interface FilesSectionProps {
  certificateId: number;
  /** By slot; their files in this order are what the index counts. */
  groups: readonly SlotGroup[];
  submittedAt: string | undefined;
  /** The files of the newest submission, which is what "download all" packs. */
  isCurrent: boolean;
  index: number;
  onSelect: (index: number) => void;
}

/** The files of the submission shown: choosing one previews it; each or all can be downloaded. */
export function FilesSection(props: FilesSectionProps) {
  const { certificateId, groups, submittedAt, isCurrent, index, onSelect } = props;
  const files = groups.flatMap((group) => group.files);
  const localized = useLocalized();
  const { t } = useTranslation(['certificates', 'checking']);
  return (
    <DrawerSection
      title={t('drawer.files.title')}
      aside={
        isCurrent &&
        files.some(({ purged_on }) => !purged_on) && (
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
      {groups.map(({ slot, files: inSlot }) => (
        <div key={slot?.slot_key ?? ''}>
          {groups.some((group) => group.slot) && (
            <div className={checking.group}>
              <Text size="xs" fw={600} component="h4" m={0}>
                {slot ? localized(slot.label) : t('checking:slots.none')}
              </Text>
              {slot && <SlotNote slot={slot} empty={inSlot.length === 0} />}
            </div>
          )}
          <ul className={classes.files}>
            {inSlot.map((file) => {
              const position = files.indexOf(file);
              return (
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
                      {file.purged_on
                        ? t('preview.purgedShort', { date: file.purged_on })
                        : formatSize(file.size)}
                    </Text>
                  </UnstyledButton>
                  {!file.purged_on && (
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
                  )}
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </DrawerSection>
  );
}

/** What a slot lacks: a file it needs, or an answer to being asked for again. */
function SlotNote({ slot, empty }: { slot: CertificateSlot; empty: boolean }) {
  const { t } = useTranslation('checking');
  const text = slot.returned ? t('slots.again') : empty ? t('slots.missing') : '';
  if (!text) return null;
  const urgent = slot.returned !== null || slot.required;
  return (
    <Text size="xs" c={urgent ? 'var(--tone-orange-text)' : 'dimmed'}>
      {text}
    </Text>
  );
}
