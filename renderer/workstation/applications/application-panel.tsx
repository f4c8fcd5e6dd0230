import {
  ActionIcon,
  Alert,
  Button,
  CopyButton,
  Group,
  ScrollArea,
  Skeleton,
  Tooltip,
} from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronUp, IconCopy, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import { useUi } from '../app/ui-store.ts';
import { focusRow } from '../pipeline/table/grid-focus.ts';
import { useRecordSteps } from '../pipeline/table/record-steps.ts';
import { ToneBadge } from '../ui/status-badge.tsx';
import { useDelayed } from '../ui/use-delayed.ts';
import { useShortcut } from '../ui/use-shortcut.ts';
import { ApplicationFacts } from './application-facts.tsx';
import classes from './application-panel.module.css';
import { useApplication } from './application-queries.ts';
import { CertificateSummary } from './certificate-summary.tsx';
import { HistoryTimeline } from './history-timeline.tsx';
import { MessageTrace } from './message-trace.tsx';
import { OtherApplications } from './other-applications.tsx';
import { RowMenu } from './row-menu.tsx';

/** One application beside the list: who, where it stands, its certificates, and what happened. */
export default function ApplicationPanel() {
  const { t } = useTranslation(['applications', 'app']);
  const { applicationId, closeApplication } = useUi();
  const step = useRecordSteps((state) => state.step);
  const close = () => {
    closeApplication();
    if (applicationId !== undefined) focusRow(applicationId);
  };
  useShortcut('Escape', t('closePanel'), () => applicationId !== undefined && close());
  if (applicationId === undefined) return null;
  return (
    <aside className={classes.panel} aria-label={t('panel')}>
      <PanelContent applicationId={applicationId} />
      <div className={classes.tools}>
        {step && (
          <>
            <ActionIcon
              aria-label={t('previousRecord')}
              title={t('previousRecord')}
              onClick={() => step(-1)}
            >
              <IconChevronUp size={17} stroke={1.7} />
            </ActionIcon>
            <ActionIcon
              aria-label={t('nextRecord')}
              title={t('nextRecord')}
              onClick={() => step(1)}
            >
              <IconChevronDown size={17} stroke={1.7} />
            </ActionIcon>
          </>
        )}
        <ActionIcon
          aria-label={t('app:actions.close')}
          title={`${t('app:actions.close')} (Esc)`}
          onClick={close}
        >
          <IconX size={17} stroke={1.7} />
        </ActionIcon>
      </div>
    </aside>
  );
}

function PanelContent({ applicationId }: { applicationId: number }) {
  const { t } = useTranslation('app');
  const { data: row, error, isPending, refetch } = useApplication(applicationId);
  const slow = useDelayed(isPending);
  if (error) {
    return (
      <Alert color="red" m="md" mt={56} title={error.message}>
        <Button variant="default" onClick={() => void refetch()}>
          {t('errors.retry')}
        </Button>
      </Alert>
    );
  }
  if (!row) return slow && <PanelSkeleton />;
  return (
    <>
      <PanelHead row={row} />
      <ScrollArea className={classes.body} type="auto" scrollbars="y">
        <ApplicationFacts row={row} />
        <OtherApplications applicationId={applicationId} />
        <CertificateSummary row={row} />
        <MessageTrace applicationId={applicationId} />
        <HistoryTimeline applicationId={applicationId} />
      </ScrollArea>
    </>
  );
}

function PanelHead({ row }: { row: ApplicationRow }) {
  const { t } = useTranslation('applications');
  return (
    <header className={classes.head}>
      <Group gap={8} wrap="nowrap" className={classes.title}>
        <h2 title={row.resume_name}>{row.resume_name}</h2>
        {row.list_state !== 1 && <ToneBadge tone="gray">{t('closed')}</ToneBadge>}
        <RowMenu row={row} />
      </Group>
      <p className={classes.position}>{row.position_name}</p>
      <Group gap="0 14px">
        {[row.resume_phone, row.resume_email].filter(Boolean).map((contact) => (
          <Contact key={contact} text={contact} />
        ))}
      </Group>
    </header>
  );
}

function Contact({ text }: { text: string }) {
  const { t } = useTranslation('applications');
  return (
    <span className={classes.contact}>
      <span>{text}</span>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t('copied') : t('copy')}>
            <ActionIcon size={22} aria-label={`${t('copy')} ${text}`} onClick={copy}>
              {copied ? <IconCheck size={13} /> : <IconCopy size={13} stroke={1.6} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}

function PanelSkeleton() {
  return (
    <div className={classes.head} aria-busy>
      <Skeleton h={20} w={140} mb={8} />
      <Skeleton h={14} w={220} mb={12} />
      <Skeleton h={14} w={260} />
    </div>
  );
}
