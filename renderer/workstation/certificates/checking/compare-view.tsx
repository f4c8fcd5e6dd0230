import { Button, Select, Switch, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateSlot } from '../../../../shared/api/certificate-slots.ts';
import type { Attachment, CertificateHistory } from '../../../../shared/api/certificates.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import { shortTime } from '../drawer/short-time.ts';
import { AttachmentViewer } from '../preview/attachment-viewer.tsx';
import classes from './checking.module.css';
import { firstChanged, otherFile } from './compare-files.ts';

type Submission = CertificateHistory['submissions'][number];

interface CompareViewProps {
  /** At least two, newest first. */
  submissions: readonly Submission[];
  slots: readonly CertificateSlot[];
  onClose: () => void;
}

/** Two submissions side by side; choosing a file on the right shows the same slot's on the left. */
export function CompareView({ submissions, slots, onClose }: CompareViewProps) {
  const { t } = useTranslation('checking');
  const [leftId, setLeftId] = useState(submissions[1]?.submission_id);
  const left = submissions.find(({ submission_id }) => submission_id === leftId) ?? submissions[1];
  const right = submissions[0];
  const [rightIndex, setRightIndex] = useState(() =>
    firstChanged(left?.attachments ?? [], right?.attachments ?? []),
  );
  const [leftIndex, setLeftIndex] = useState<number>();
  const [together, setTogether] = useState(true);
  if (!left || !right) return null;
  const shownRight = right.attachments[rightIndex];
  const matching = otherFile(left.attachments, shownRight, rightIndex);
  const shownIndex = leftIndex ?? matching;
  const shownLeft = left.attachments[shownIndex];
  return (
    <section className={classes.compare} aria-label={t('compare.title')}>
      <div className={classes.compareBar}>
        <Text fw={600} size="sm" flex={1}>
          {t('compare.title')}
        </Text>
        <Switch
          size="xs"
          label={t('compare.sync')}
          checked={together}
          onChange={(event) => setTogether(event.currentTarget.checked)}
        />
        <Button
          variant="default"
          size="compact-sm"
          onClick={onClose}
          leftSection={<IconX size={14} aria-hidden />}
        >
          {t('compare.close')}
        </Button>
      </div>
      <div className={classes.panes}>
        <div className={classes.pane}>
          <div className={classes.paneHead}>
            <Select
              aria-label={t('compare.left')}
              allowDeselect={false}
              value={String(left.submission_id)}
              data={submissions.slice(1).map(({ submission_id, submitted_at }) => ({
                value: String(submission_id),
                label: t('compare.of', { date: shortTime(submitted_at) }),
              }))}
              onChange={(value) => {
                setLeftId(Number(value));
                setLeftIndex(undefined);
              }}
            />
          </div>
          <SlotName file={shownLeft} slots={slots} />
          <AttachmentViewer
            files={left.attachments}
            index={shownIndex}
            onIndexChange={setLeftIndex}
            keys={false}
            linkedFile={together ? shownRight?.dfs_file_name : undefined}
          />
        </div>
        <div className={classes.pane}>
          <div className={classes.paneHead}>
            <Text size="sm" lh="30px">
              {t('compare.of', { date: shortTime(right.submitted_at) })}
            </Text>
          </div>
          <SlotName file={shownRight} slots={slots} />
          <AttachmentViewer
            files={right.attachments}
            index={rightIndex}
            onIndexChange={(index) => {
              setRightIndex(index);
              setLeftIndex(undefined);
            }}
            linkedFile={together ? shownLeft?.dfs_file_name : undefined}
          />
        </div>
      </div>
    </section>
  );
}

function SlotName(props: {
  file: (Attachment & { slot: string }) | undefined;
  slots: readonly CertificateSlot[];
}) {
  const localized = useLocalized();
  const slot = props.slots.find(({ slot_key }) => slot_key === props.file?.slot);
  if (!slot) return null;
  return (
    <Text size="xs" c="dimmed" px={10} py={3}>
      {localized(slot.label)}
    </Text>
  );
}
