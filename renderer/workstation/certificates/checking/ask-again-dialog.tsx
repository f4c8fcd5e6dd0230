import {
  Alert,
  Button,
  Loader,
  Modal,
  NumberInput,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askAgain, previewAskAgain } from '../../../../shared/api/certificate-slots.ts';
import type {
  CertificateHistory,
  CertificateRequest,
} from '../../../../shared/api/certificates.ts';
import { certificateKind } from '../../../../shared/catalogue/certificate-kinds.ts';
import {
  type ReviewReasonCode,
  reviewReasons,
} from '../../../../shared/catalogue/review-reasons.ts';
import { call } from '../../api/client.ts';
import { filesOfTemplate } from '../../attached-files/attached-file.ts';
import { AttachedFiles } from '../../attached-files/file-names.tsx';
import { useLocalized } from '../../i18n/i18n.ts';
import { Caution } from '../../ui/caution.tsx';
import { DialogFooter, SendButton } from '../../ui/dialog-footer.tsx';
import { notifyDone } from '../../ui/notify.tsx';
import frame from '../../ui/tall-dialog.module.css';
import { useDelayed } from '../../ui/use-delayed.ts';
import { certificateKeys } from '../drawer/certificate-queries.ts';
import { MailPreview, SmsPreview } from '../send/mail-preview.tsx';
import { useTemplate } from '../send/send-queries.ts';
import { type AskDraft, askDraft, askRequest } from './ask-draft.ts';
import { AskSlots } from './ask-slots.tsx';
import classes from './checking.module.css';
import { useInnerDialog } from './inner-dialogs.ts';

interface AskAgainDialogProps {
  request: CertificateRequest;
  history: CertificateHistory | undefined;
  onClose: () => void;
}

/** What to send again and why, until when; and the mail that says so. */
export default function AskAgainDialog({ request, history, onClose }: AskAgainDialogProps) {
  const { t } = useTranslation(['checking', 'app']);
  const localized = useLocalized();
  const client = useQueryClient();
  const { certificate_id, slots, resume_name } = request;
  const [draft, setDraft] = useState<AskDraft>(() => askDraft(slots, history));
  useInnerDialog(true);
  const change = (fields: Partial<AskDraft>) => setDraft((current) => ({ ...current, ...fields }));
  const wanted = askRequest(certificate_id, slots, draft);
  const complete = slots.length === 0 || Object.keys(draft.slots).length > 0;
  const [settled] = useDebouncedValue(JSON.stringify(wanted), 250);
  const preview = useQuery({
    queryKey: ['ask-again', settled],
    queryFn: ({ signal }) => call(previewAskAgain, JSON.parse(settled), { signal }),
    enabled: complete,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const slow = useDelayed(complete && preview.isPending);
  // The text message's own variables matter only where one is sent.
  const { data: template } = useTemplate(preview.data?.mail_tpl_id);
  const unresolved = preview.data?.unresolved ?? [];
  const send = useMutation({
    mutationFn: () => call(askAgain, wanted),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: certificateKeys.all(certificate_id) });
      notifyDone(t('asking.done', { name: resume_name }));
      onClose();
    },
  });
  const blocked = !complete || unresolved.length > 0 || send.isPending;
  const submit = () => {
    if (!blocked) send.mutate();
  };
  const kind = localized(certificateKind(request.kind).label);
  return (
    <Modal
      opened
      onClose={onClose}
      size="calc(min(1040px, 100vw - 48px))"
      closeOnClickOutside={false}
      title={t('asking.title', { name: resume_name, kind })}
      closeButtonProps={{ 'aria-label': t('app:actions.close') }}
      classNames={{
        content: `${frame.content} ${classes.dialog}`,
        body: frame.body,
        header: frame.header,
      }}
      padding={0}
    >
      <form
        className={classes.asking}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          submit();
        }}
      >
        <div className={classes.columns}>
          <Stack gap={14} className={classes.fields}>
            {slots.length > 0 ? (
              <AskSlots slots={slots} draft={draft} onChange={change} />
            ) : (
              <Select
                label={t('asking.reason')}
                allowDeselect={false}
                value={draft.reason}
                data={reviewReasons.map(({ code, label }) => ({
                  value: code,
                  label: localized(label),
                }))}
                onChange={(reason) => reason && change({ reason: reason as ReviewReasonCode })}
              />
            )}
            <Textarea
              label={t('asking.remark')}
              value={draft.remark}
              maxLength={500}
              autosize
              minRows={2}
              maxRows={6}
              onChange={(event) => change({ remark: event.currentTarget.value })}
            />
            <NumberInput
              label={t('asking.deadline')}
              value={draft.days}
              min={1}
              max={365}
              clampBehavior="strict"
              allowDecimal={false}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              description={
                // A line of its own from the start: nothing below moves once the date is known.
                preview.data
                  ? t('asking.days', {
                      days: draft.days,
                      date: preview.data.expires_at.slice(0, 10),
                    })
                  : '\u00a0'
              }
              onChange={(value) => change({ days: Math.max(1, Number(value) || 1) })}
            />
            <Switch
              label={t('asking.sms')}
              disabled={!request.resume_phone}
              checked={draft.sms}
              onChange={(event) => change({ sms: event.currentTarget.checked })}
            />
            {draft.sms && preview.data && <SmsPreview text={preview.data.sms_content} />}
          </Stack>
          <section className={classes.letter} aria-label={t('asking.preview')}>
            {preview.isError && (
              <Text role="alert" c="var(--tone-red-text)">
                {t('asking.previewFailed')} {preview.error.message}
              </Text>
            )}
            {slow && <Loader size="sm" m="auto" />}
            {preview.data && (
              <Stack gap="xs">
                <MailPreview
                  subject={preview.data.email_subject}
                  html={preview.data.email_content}
                  title={t('asking.preview')}
                />
                <AttachedFiles files={filesOfTemplate(template?.attachment ?? [])} />
              </Stack>
            )}
            {!complete && !preview.data && <Text c="dimmed">{t('asking.noPreview')}</Text>}
          </section>
        </div>
        <DialogFooter
          outcome={
            send.isError ? (
              <Alert color="red" py={7} px={10} role="alert" title={t('asking.failed')}>
                {send.error.message}
              </Alert>
            ) : !complete ? (
              <Text size="sm" c="dimmed">
                {t('asking.none')}
              </Text>
            ) : (
              unresolved.length > 0 && (
                <Caution tone="orange">
                  {t('asking.unresolved', { names: unresolved.join(', ') })}
                </Caution>
              )
            )
          }
        >
          <Button variant="default" size="sm" onClick={onClose}>
            {t('app:actions.cancel')}
          </Button>
          <SendButton
            label={t('asking.send')}
            loading={send.isPending}
            disabled={!complete || unresolved.length > 0}
          />
        </DialogFooter>
      </form>
    </Modal>
  );
}
