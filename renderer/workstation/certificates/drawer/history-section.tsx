import { Button, Text } from '@mantine/core';
import { IconColumns2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CertificateSlot } from '../../../../shared/api/certificate-slots.ts';
import type {
  CertificateHistory,
  CertificateRequest,
} from '../../../../shared/api/certificates.ts';
import { reviewReason } from '../../../../shared/catalogue/review-reasons.ts';
import { useLocalized } from '../../i18n/i18n.ts';
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
  /** Lays two submissions side by side. */
  onCompare: () => void;
}

/** What happened to the certificate; an earlier submission can be looked at again. */
export function HistorySection(props: HistorySectionProps) {
  const { request, history, shownSubmissionId, onShow, onCompare } = props;
  const { t } = useTranslation(['certificates', 'checking']);
  return (
    <DrawerSection
      title={t('drawer.history.title')}
      aside={
        history.submissions.length > 1 && (
          <Button
            variant="default"
            onClick={onCompare}
            leftSection={<IconColumns2 size={15} aria-hidden />}
          >
            {t('checking:compare.button')}
          </Button>
        )
      }
    >
      <ol className={classes.history}>
        {historyEntries(request, history).map((entry) => (
          <li key={entryKey(entry)} data-type={entry.type} data-tone={toneOf(entry)}>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              <EntryText entry={entry} slots={request.slots} />
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
            <EntryWords entry={entry} slots={request.slots} />
            <Text size="xs" c="dimmed">
              {shortTime(entry.at)}
            </Text>
          </li>
        ))}
      </ol>
    </DrawerSection>
  );
}

interface EntryProps {
  entry: HistoryEntry;
  slots: readonly CertificateSlot[];
}

/** Reasons and remarks of a verdict, or of asking again. */
function EntryWords({ entry, slots }: EntryProps) {
  const localized = useLocalized();
  const named = (key: string, code: string) => {
    const slot = slots.find(({ slot_key }) => slot_key === key);
    const reason = reviewReason(code);
    return [slot && localized(slot.label), reason && localized(reason.label)]
      .filter(Boolean)
      .join(' · ');
  };
  const lines =
    entry.type === 'reviewed'
      ? [
          ...entry.review.reasons.map(({ slot_key, reason_code }) => named(slot_key, reason_code)),
          entry.review.remark,
          entry.review.candidate_remark,
        ]
      : entry.type === 'asked'
        ? [
            ...entry.ask.slots.map(({ slot_key, reason_code, remark }) =>
              [named(slot_key, reason_code), remark].filter(Boolean).join('：'),
            ),
            named('', entry.ask.reason_code),
            entry.ask.remark,
          ]
        : [];
  const text = lines.filter((line) => line !== '').join('\n');
  if (!text) return null;
  return (
    <Text size="xs" className={classes.remark}>
      {text}
    </Text>
  );
}

function EntryText({ entry, slots }: EntryProps) {
  const { t } = useTranslation(['certificates', 'checking']);
  const localized = useLocalized();
  if (entry.type === 'asked') {
    const items = slots
      .filter(({ slot_key }) => entry.ask.slots.some((slot) => slot.slot_key === slot_key))
      .map(({ label }) => localized(label));
    const { uname: name } = entry.ask;
    return items.length > 0
      ? t('checking:history.asked', { name, items: items.join('、') })
      : t('checking:history.askedWhole', { name });
  }
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
  if (entry.type === 'asked') return `ask ${entry.ask.ask_id}`;
  if (entry.type === 'withdrawn') return `withdrawal ${entry.review.review_id}`;
  return entry.type === 'submitted' ? `submission ${entry.submission.submission_id}` : 'request';
}

function toneOf(entry: HistoryEntry): string | undefined {
  return entry.type === 'reviewed' ? verdictOf(entry.review.review_status)?.tone : undefined;
}
