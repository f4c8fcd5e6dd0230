import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type {
  CertificateHistory,
  CertificateRequest,
} from '../../../../shared/api/certificates.ts';
import classes from './drawer.module.css';
import { type HistoryEntry, historyEntries } from './history-entries.ts';
import { DrawerSection } from './section.tsx';
import { shortTime } from './short-time.ts';
import { verdictOf } from './verdicts.ts';

interface HistorySectionProps {
  request: CertificateRequest;
  history: CertificateHistory;
  /** The submission in the preview. */
  shownSubmissionId: number | undefined;
  onShow: (submissionId: number) => void;
}

/** What happened to the certificate; an earlier submission can be looked at again. */
export function HistorySection(props: HistorySectionProps) {
  const { request, history, shownSubmissionId, onShow } = props;
  const { t } = useTranslation('certificates');
  return (
    <DrawerSection title={t('drawer.history.title')}>
      <ol className={classes.history}>
        {historyEntries(request, history).map((entry) => (
          <li key={entryKey(entry)} data-type={entry.type} data-tone={toneOf(entry)}>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              <EntryText entry={entry} />
              {entry.type === 'submitted' && history.submissions.length > 1 && (
                <Button
                  variant="subtle"
                  size="compact-xs"
                  ml={4}
                  disabled={entry.submission.submission_id === shownSubmissionId}
                  onClick={() => onShow(entry.submission.submission_id)}
                >
                  {t('drawer.history.view')}
                </Button>
              )}
            </Text>
            {entry.type === 'reviewed' && entry.review.remark && (
              <Text size="xs" className={classes.remark}>
                {entry.review.remark}
              </Text>
            )}
            <Text size="xs" c="dimmed">
              {shortTime(entry.at)}
            </Text>
          </li>
        ))}
      </ol>
    </DrawerSection>
  );
}

function EntryText({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation('certificates');
  if (entry.type === 'requested') return t('drawer.history.requested', { name: entry.uname });
  if (entry.type === 'submitted') {
    return t('drawer.history.submitted', { count: entry.submission.attachments.length });
  }
  const verdict = verdictOf(entry.review.review_status);
  return t(`drawer.history.${entry.type}`, {
    name: entry.review.uname,
    verdict: verdict ? t(`drawer.verdict.${verdict.text}`) : '',
  });
}

function entryKey(entry: HistoryEntry): string {
  if (entry.type === 'reviewed') return `review ${entry.review.review_id}`;
  if (entry.type === 'withdrawn') return `withdrawal ${entry.review.review_id}`;
  return entry.type === 'submitted' ? `submission ${entry.submission.submission_id}` : 'request';
}

function toneOf(entry: HistoryEntry): string | undefined {
  return entry.type === 'reviewed' ? verdictOf(entry.review.review_status)?.tone : undefined;
}
