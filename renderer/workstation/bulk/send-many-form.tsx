import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkItem } from '../../../shared/api/bulk.ts';
import { formatTime } from '../../../shared/time.ts';
import { useWorkspace } from '../app/use-workspace.ts';
import { isExpiryValid } from '../certificates/send/expiry.ts';
import { MessagePanel } from '../certificates/send/message-panel.tsx';
import { DialogFooter } from '../ui/dialog-footer.tsx';
import classes from './bulk-dialog.module.css';
import { BulkFooter } from './bulk-footer.tsx';
import { useBulkItems } from './bulk-queries.ts';
import { type BulkTarget, useBulk } from './bulk-store.ts';
import { CheckList, CheckProgress } from './check-list.tsx';
import { MessageFields } from './message-fields.tsx';
import { RecipientBar } from './recipient-bar.tsx';
import { useRendered, useSelected } from './recipients.ts';
import { useBulkMessage } from './use-bulk-message.ts';
import { usePreflight } from './use-preflight.ts';
import { useSendUndo } from './use-send-undo.ts';

type SendTarget = Extract<BulkTarget, { action: 'send' }>;

/** Asks many for a certificate: the message first, then who gets it and who does not, and why. */
export function SendManyForm({ target }: { target: SendTarget }) {
  const { t } = useTranslation(['bulk', 'app']);
  const { data: workspace } = useWorkspace();
  const closeBulk = useBulk((state) => state.closeBulk);
  const message = useBulkMessage(target.kind, target.choices);
  const offerUndo = useSendUndo({ ...target, choices: message.choices });
  const preflight = usePreflight(target, offerUndo);
  const [checked, setChecked] = useState(false);
  const [index, setIndex] = useState(0);
  const [shown, setShown] = useState<BulkItem>();

  const selected = useSelected(target.selection, checked ? 0 : index);
  const waiting = useBulkItems(
    preflight.jobId,
    { state: 'waiting' },
    checked && preflight.job?.state === 'ready',
  );
  const rows = waiting.data?.pages.flatMap(({ dataList }) => dataList) ?? [];
  const place = Math.max(
    0,
    rows.findIndex(({ item_id }) => item_id === shown?.item_id),
  );
  const recipient = checked ? (shown ?? rows[0]) : selected.data;
  const rendered = useRendered(recipient, message.templateId, message.settled, message.expiry);

  const today = formatTime(Date.now(), workspace?.time_zone ?? 'Asia/Shanghai').slice(0, 10);
  const expiryProblem = !isExpiryValid(message.expiry, today);
  const subjectProblem = message.draft?.subject.trim() === '';
  const change = message.change();
  const check = () => {
    if (!change) return;
    setChecked(true);
    setShown(undefined);
    preflight.check(change, { onError: () => setChecked(false) });
  };
  const show = (next: number) => {
    if (!checked) return setIndex(next);
    setShown(rows[next]);
    // The rows after these are on their way before they are needed.
    if (next + 2 >= rows.length && waiting.hasNextPage) void waiting.fetchNextPage();
  };
  const failure = message.templates.error ?? message.template.error ?? rendered.error;
  return (
    <div className={classes.form}>
      <div className={classes.columns}>
        <div className={classes.left}>
          {checked && preflight.job && !preflight.checking && (
            <CheckList
              key={preflight.job.job_id}
              job={preflight.job}
              shownId={shown?.item_id ?? rows[0]?.item_id}
              onShow={setShown}
            />
          )}
          {checked && (!preflight.job || preflight.checking) && !preflight.error && (
            <CheckProgress job={preflight.job} />
          )}
          {!checked && workspace && (
            <MessageFields
              message={message}
              workspace={workspace}
              renderedSms={rendered.data?.sms_content}
              today={today}
              expiryProblem={expiryProblem}
            />
          )}
        </div>
        <div className={classes.right}>
          <RecipientBar
            recipient={recipient}
            index={checked ? place : index}
            count={checked ? (preflight.job?.counts.waiting ?? 0) : target.count}
            onIndex={show}
          />
          <MessagePanel
            draft={message.draft}
            rendered={rendered.data}
            problems={subjectProblem ? { subject: true } : {}}
            error={failure}
            readOnly={checked}
            onRetry={() => {
              void message.templates.refetch();
              void message.template.refetch();
              void rendered.refetch();
            }}
            onEdit={message.edit}
          />
        </div>
      </div>
      {checked ? (
        <BulkFooter
          action="send"
          preflight={preflight}
          onBack={() => {
            preflight.reset();
            setChecked(false);
          }}
        />
      ) : (
        <DialogFooter
          outcome={
            preflight.error && (
              <Alert color="red" py={7} px={10} role="alert">
                {preflight.error.message}
              </Alert>
            )
          }
        >
          <Button variant="default" size="sm" onClick={closeBulk}>
            {t('app:actions.cancel')}
          </Button>
          <Button size="sm" disabled={!change || expiryProblem || subjectProblem} onClick={check}>
            {t('check.run', { count: target.count })}
          </Button>
        </DialogFooter>
      )}
    </div>
  );
}
