import { Alert, Button, Group, Kbd, Stack, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { candidatePagePath } from '../../../../shared/api/candidate-page.ts';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import type { CertificateKindKey } from '../../../../shared/catalogue/certificate-kinds.ts';
import { useUi } from '../../app/ui-store.ts';
import { useWorkspace } from '../../app/use-workspace.ts';
import { copyText } from '../../ui/copy-text.ts';
import { notifyAction, notifyDone } from '../../ui/notify.tsx';
import { useShortcutDescriptions } from '../../ui/shortcut-registry.ts';
import { certificateKeys } from '../drawer/certificate-queries.ts';
import { fillDraft, formProblems } from './draft.ts';
import { MessagePanel } from './message-panel.tsx';
import { RecipientFields } from './recipient-fields.tsx';
import classes from './send.module.css';
import {
  LinkNotice,
  OpenRequestNotice,
  UnresolvedNotice,
  WorkspaceNotices,
} from './send-notices.tsx';
import { sendRequest, useOpenRequest, usePreview } from './send-queries.ts';
import { SmsField } from './sms-field.tsx';
import { useSendForm } from './use-send-form.ts';

/** The content of the send dialog. */
export function SendForm(props: { application: ApplicationRow; kind: CertificateKindKey }) {
  const { application, kind } = props;
  const { t } = useTranslation(['certificates', 'app']);
  const { closeSendDialog } = useUi();
  const { data: workspace } = useWorkspace();
  const { form, templates, template, change, edit, chooseTemplate, forget } = useSendForm(
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
  const preview = usePreview(application, form.templateId, useStable(filled));
  const unresolved = preview.isCurrent ? (preview.data?.unresolved ?? []) : [];
  const problems = formProblems(form);
  const hasProblems = Object.keys(problems).length > 0;
  const title = templates.data?.find(({ mail_tpl_id }) => mail_tpl_id === form.templateId)?.title;
  const ready =
    filled !== undefined && title !== undefined && preview.isCurrent && unresolved.length === 0;

  useShortcutDescriptions([{ keys: ['mod+Enter'], description: t('send.send'), scope: 'dialog' }]);
  const send = useSend(props, forget, workspace?.candidate_urls[0]);
  const submit = () => {
    setAttempted(true);
    setWanted(!hasProblems && unresolved.length === 0 && !send.isPending);
  };
  const failure = templates.error ?? template.error ?? preview.error;
  useEffect(() => {
    if (!wanted) return;
    if (failure || hasProblems || unresolved.length > 0) setWanted(false);
    if (!ready || hasProblems || form.templateId === undefined) return;
    setWanted(false);
    const { templateId, name, email, phone, smsOn } = form;
    send.mutate({ templateId, templateTitle: title, name, email, phone, smsOn, draft: filled });
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
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          submit();
        }
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
          <SmsField
            on={form.smsOn}
            text={form.draft?.sms ?? ''}
            rendered={preview.data?.sms_content}
            onSwitch={(smsOn) => change({ smsOn })}
            onText={(sms) => edit({ sms })}
          />
          {workspace && <LinkNotice application={application} workspace={workspace} />}
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
      <footer className={classes.footer}>
        <div className={classes.outcome} aria-live="polite">
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
        </div>
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" size="sm" onClick={closeSendDialog}>
            {t('app:actions.cancel')}
          </Button>
          <Button
            type="submit"
            size="sm"
            loading={send.isPending || wanted}
            disabled={unresolved.length > 0}
            leftSection={<IconSend size={16} aria-hidden />}
            rightSection={
              <Kbd size="xs" className={classes.key}>
                Ctrl ↵
              </Kbd>
            }
          >
            {t('send.send')}
          </Button>
        </Group>
      </footer>
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

function useSend(
  { application, kind }: { application: ApplicationRow; kind: CertificateKindKey },
  forget: () => void,
  address: string | undefined,
) {
  const { t } = useTranslation('certificates');
  const client = useQueryClient();
  const { closeSendDialog } = useUi();
  return useMutation({
    mutationFn: (request: Parameters<typeof sendRequest>[2]) =>
      sendRequest(kind, application, request),
    onSuccess: (token, { name }) => {
      forget();
      closeSendDialog();
      void client.invalidateQueries({
        queryKey: certificateKeys.ofApplication(application.application_id),
      });
      if (!address) {
        notifyDone(t('send.sent', { name }));
        return;
      }
      const link = address + candidatePagePath(token);
      notifyAction(t('send.sent', { name }), {
        label: t('drawer.request.copy'),
        run: () => void copyText(link).then((ok) => notifyDone(ok ? t('send.copied') : link)),
      });
    },
  });
}
