import { Alert, Button, Stack, Text } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import type { CertificateKindKey } from '../../../../shared/catalogue/certificate-kinds.ts';
import { formatTime } from '../../../../shared/time.ts';
import { useUi } from '../../app/ui-store.ts';
import { useWorkspace } from '../../app/use-workspace.ts';
import { filesOfTemplate } from '../../attached-files/attached-file.ts';
import { AttachedFiles } from '../../attached-files/file-names.tsx';
import { DialogFooter, SendButton } from '../../ui/dialog-footer.tsx';
import { useShortcutDescriptions } from '../../ui/shortcut-registry.ts';
import { fillDraft, formProblems } from './draft.ts';
import { isExpiryValid } from './expiry.ts';
import { ExpiryField } from './expiry-field.tsx';
import { MessagePanel } from './message-panel.tsx';
import { RecipientFields } from './recipient-fields.tsx';
import { ReminderSwitch } from './reminder-switch.tsx';
import classes from './send.module.css';
import {
  LinkNotice,
  OpenRequestNotice,
  UnresolvedNotice,
  WorkspaceNotices,
} from './send-notices.tsx';
import { useOpenRequest, usePreview } from './send-queries.ts';
import { SlotChips } from './slot-chips.tsx';
import { SmsField } from './sms-field.tsx';
import { useSend } from './use-send.ts';
import { useSendForm } from './use-send-form.ts';

/** The content of the send dialog. */
export function SendForm(props: { application: ApplicationRow; kind: CertificateKindKey }) {
  const { application, kind } = props;
  const { t } = useTranslation(['certificates', 'app']);
  const { closeSendDialog } = useUi();
  const { data: workspace } = useWorkspace();
  const { form, templates, template, change, edit, chooseTemplate } = useSendForm(
    application,
    kind,
  );
  const openRequest = useOpenRequest(application, kind);
  const [attempted, setAttempted] = useState(false);
  /** Asked to send before the mail was rendered: it goes out as soon as it is. */
  const [wanted, setWanted] = useState(false);

  const filled =
    form.draft &&
    workspace &&
    fillDraft(form.draft, {
      candidate_name: form.name,
      position_name: application.position_name,
      company_name: workspace.company_name,
    });
  const preview = usePreview(application, form.templateId, useStable(filled), form.expiry);
  const unresolved = preview.isCurrent ? (preview.data?.unresolved ?? []) : [];
  const today = formatTime(Date.now(), workspace?.time_zone ?? 'Asia/Shanghai').slice(0, 10);
  const problems = {
    ...formProblems(form),
    ...(!isExpiryValid(form.expiry, today) && { expiry: true as const }),
  };
  const hasProblems = Object.keys(problems).length > 0;
  const title = templates.data?.find(({ mail_tpl_id }) => mail_tpl_id === form.templateId)?.title;
  const ready =
    filled !== undefined && title !== undefined && preview.isCurrent && unresolved.length === 0;

  useShortcutDescriptions([{ keys: ['mod+Enter'], description: t('send.send'), scope: 'dialog' }]);
  const send = useSend(props);
  const submit = () => {
    setAttempted(true);
    setWanted(!hasProblems && unresolved.length === 0 && !send.isPending);
  };
  // Wherever the focus is in the dialog, also on the button that closes it; not while it fades away.
  useWindowEvent('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    if (!useUi.getState().sending) return;
    event.preventDefault();
    submit();
  });
  const failure = templates.error ?? template.error ?? preview.error;
  useEffect(() => {
    if (!wanted) return;
    if (failure || hasProblems || unresolved.length > 0) setWanted(false);
    if (!ready || hasProblems || form.templateId === undefined) return;
    setWanted(false);
    send.mutate({ form, templateId: form.templateId, templateTitle: title, draft: filled });
  }, [wanted, ready, hasProblems, unresolved, failure, form, title, filled, send.mutate]);
  const shownProblems = attempted
    ? problems
    : { ...(form.email !== '' && { email: problems.email }) };

  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={classes.columns}>
        <Stack gap={14} className={classes.fields}>
          {openRequest && <OpenRequestNotice open={openRequest} />}
          {workspace && <WorkspaceNotices workspace={workspace} />}
          <RecipientFields
            form={form}
            templates={templates.data ?? []}
            problems={shownProblems}
            onChange={change}
            onTemplate={chooseTemplate}
          />
          {template.data ? (
            <SlotChips
              slots={template.data.slots}
              chosen={form.slots ?? template.data.slots.map(({ slot_key }) => slot_key)}
              onChange={(slots) => change({ slots })}
            />
          ) : (
            <div className={classes.slotsToCome} aria-hidden />
          )}
          <AttachedFiles files={filesOfTemplate(template.data?.attachment ?? [])} />
          <SmsField
            on={form.smsOn}
            text={form.draft?.sms ?? ''}
            rendered={preview.data?.sms_content}
            onSwitch={(smsOn) => change({ smsOn })}
            onText={(sms) => edit({ sms })}
          />
          {workspace && (
            <ExpiryField
              expiry={form.expiry}
              defaultDays={workspace.limits.token_days}
              today={today}
              problem={problems.expiry === true}
              onChange={(expiry) => change({ expiry })}
            />
          )}
          <ReminderSwitch on={form.reminders} onChange={(reminders) => change({ reminders })} />
          {workspace && <LinkNotice workspace={workspace} />}
        </Stack>
        <MessagePanel
          draft={form.draft}
          rendered={preview.data}
          problems={shownProblems}
          error={failure}
          onRetry={() => {
            void templates.refetch();
            void template.refetch();
            void preview.refetch();
          }}
          onEdit={edit}
        />
      </div>
      <DialogFooter
        outcome={
          <>
            {send.isError && (
              <Alert color="red" py={7} px={10} role="alert" title={t('send.failed')}>
                {send.error.message}
              </Alert>
            )}
            {!send.isError && unresolved.length > 0 && <UnresolvedNotice names={unresolved} />}
            {!send.isError && unresolved.length === 0 && attempted && hasProblems && (
              <Text size="sm" c="var(--tone-red-text)">
                {t('send.incomplete')}
              </Text>
            )}
          </>
        }
      >
        <Button variant="default" size="sm" onClick={closeSendDialog}>
          {t('app:actions.cancel')}
        </Button>
        <SendButton
          label={t('send.send')}
          loading={send.isPending || wanted}
          disabled={unresolved.length > 0}
        />
      </DialogFooter>
    </form>
  );
}

/** The same object as long as its texts are the same, so that a preview is asked for once. */
function useStable<Value>(value: Value): Value {
  const [stable, setStable] = useState(value);
  const same = JSON.stringify(stable) === JSON.stringify(value);
  if (!same) setStable(value);
  return same ? stable : value;
}
