import { Alert, Button, Group, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  CertificateDetail,
  CertificateHistory,
  CertificateRequest,
} from '../../../../shared/api/certificates.ts';
import { certificateStatus } from '../../../../shared/catalogue/certificate-kinds.ts';
import { verifiedKinds } from '../../../../shared/catalogue/verifications.ts';
import { DisputedNote } from '../../sync/disputed-note.tsx';
import { CompareView } from '../checking/compare-view.tsx';
import { groupBySlot, slotOfFile, withPurged } from '../checking/slot-groups.ts';
import { VerificationSection } from '../checking/verification-section.tsx';
import { AttachmentViewer } from '../preview/attachment-viewer.tsx';
import { AwaitingPanel } from './awaiting-panel.tsx';
import { certificateState } from './certificate-state.ts';
import { DeliverySection } from './delivery-section.tsx';
import classes from './drawer.module.css';
import { FilesSection } from './files-section.tsx';
import { HistorySection } from './history-section.tsx';
import { RemindersSection } from './reminders-section.tsx';
import { RequestSection } from './request-section.tsx';
import { shortTime } from './short-time.ts';
import { VerdictBar } from './verdict-bar.tsx';

interface CertificateReviewProps {
  detail: CertificateDetail;
  request: CertificateRequest;
  /** Undefined while it is on its way. */
  history: CertificateHistory | undefined;
  historyError: Error | null;
  /** What stands above the files. */
  top?: ReactNode;
  /** In place of the verdict bar; given the slot of the file in view. */
  verdict?: (slotInView: string) => ReactNode;
}

/** Preview on the left; files, request, delivery, history and, always in sight, the verdict. */
export function CertificateReview(props: CertificateReviewProps) {
  const { detail, request, history, historyError, top, verdict } = props;
  const { t } = useTranslation('certificates');
  const [index, setIndex] = useState(0);
  const [chosenId, setChosenId] = useState<number>();
  const [comparing, setComparing] = useState(false);

  const current = history?.submissions[0];
  const currentId = current?.submission_id;
  // A new submission takes the place of whatever was looked at.
  // biome-ignore lint/correctness/useExhaustiveDependencies: currentId is the trigger
  useEffect(() => {
    setChosenId(undefined);
    setIndex(0);
    setComparing(false);
  }, [currentId]);

  const older =
    chosenId === undefined || chosenId === currentId
      ? undefined
      : history?.submissions.find(({ submission_id }) => submission_id === chosenId);
  const { slots } = request;
  const slotOf = slotOfFile(history);
  const groups = groupBySlot(
    withPurged(older?.attachments ?? detail.attachments, history),
    slots,
    slotOf,
  );
  const files = groups.flatMap((group) => group.files);
  const slotInView = slotOf.get(files[index]?.dfs_file_name ?? '') ?? '';
  const show = (submissionId: number | undefined) => {
    setChosenId(submissionId);
    setIndex(0);
  };
  const verified = verifiedKinds.find(({ kind }) => kind === request.kind);
  const submitted = detail.status === certificateStatus.feedbackReceived;
  return (
    <div className={classes.columns}>
      <div className={classes.preview}>
        {older && (
          <Alert color="yellow" radius={0} py={6} icon={<IconHistory size={16} />}>
            <Group gap="sm">
              <Text size="sm">
                {t('drawer.files.older', { date: shortTime(older.submitted_at) })}
              </Text>
              <Button variant="default" size="compact-xs" onClick={() => show(undefined)}>
                {t('drawer.files.backToCurrent')}
              </Button>
            </Group>
          </Alert>
        )}
        {comparing && history ? (
          <CompareView
            submissions={history.submissions}
            slots={slots}
            onClose={() => setComparing(false)}
          />
        ) : files.length > 0 ? (
          <AttachmentViewer files={files} index={index} onIndexChange={setIndex} />
        ) : (
          <AwaitingPanel request={request} />
        )}
      </div>
      <aside className={classes.side}>
        <div className={classes.scroll}>
          {top}
          {detail.disputed && <DisputedNote detail={detail} />}
          {files.length > 0 && (
            <FilesSection
              certificateId={detail.certificate_id}
              groups={groups}
              submittedAt={older?.submitted_at ?? current?.submitted_at}
              isCurrent={!older}
              index={index}
              onSelect={setIndex}
            />
          )}
          {submitted && verified && (
            <VerificationSection certificateId={detail.certificate_id} kind={verified} />
          )}
          <RequestSection request={request} history={history} />
          <DeliverySection certificateId={detail.certificate_id} />
          <RemindersSection request={request} />
          {history && submitted && (
            <HistorySection
              request={request}
              history={history}
              shownSubmissionId={older?.submission_id ?? currentId}
              onShow={show}
              onCompare={() => setComparing(true)}
            />
          )}
          {historyError && !history && (
            <Text size="sm" c="var(--tone-red-text)" p="md">
              {t('drawer.history.failed')}
            </Text>
          )}
        </div>
        {submitted &&
          (verdict?.(slotInView) ?? (
            <VerdictBar
              detail={detail}
              kind={request.kind}
              history={history}
              reopened={certificateState(request) === 'reopened'}
              slots={slots}
              slotInView={slotInView}
            />
          ))}
      </aside>
    </div>
  );
}
