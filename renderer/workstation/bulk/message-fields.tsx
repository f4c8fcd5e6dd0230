import { NumberInput, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Workspace } from '../../../shared/api/workspace.ts';
import { filesOfTemplate } from '../attached-files/attached-file.ts';
import { AttachedFiles } from '../attached-files/file-names.tsx';
import { ExpiryField } from '../certificates/send/expiry-field.tsx';
import { ReminderSwitch } from '../certificates/send/reminder-switch.tsx';
import { LinkNotice, WorkspaceNotices } from '../certificates/send/send-notices.tsx';
import { SlotChips } from '../certificates/send/slot-chips.tsx';
import { SmsField } from '../certificates/send/sms-field.tsx';
import type { BulkMessage } from './use-bulk-message.ts';

/** Template, what it asks for, SMS, expiry, reminders, and how long ago counts as recent. */
export function MessageFields(props: {
  message: BulkMessage;
  workspace: Workspace;
  renderedSms: string | undefined;
  /** `YYYY-MM-DD` */
  today: string;
  expiryProblem: boolean;
}) {
  const { message, workspace } = props;
  const { t } = useTranslation('bulk');
  const asked = message.template.data?.slots ?? [];
  return (
    <Stack gap={14}>
      <WorkspaceNotices workspace={workspace} />
      <Select
        label={t('template')}
        allowDeselect={false}
        value={message.templateId === undefined ? null : String(message.templateId)}
        data={(message.templates.data ?? []).map(({ mail_tpl_id, title }) => ({
          value: String(mail_tpl_id),
          label: title,
        }))}
        onChange={(value) => value && message.chooseTemplate(Number(value))}
      />
      <SlotChips
        slots={asked}
        chosen={message.slots ?? asked.map(({ slot_key }) => slot_key)}
        onChange={(slots) => message.choose({ slots })}
      />
      <AttachedFiles files={filesOfTemplate(message.template.data?.attachment ?? [])} />
      <SmsField
        on={message.smsOn}
        text={message.draft?.sms ?? ''}
        rendered={props.renderedSms}
        onSwitch={(smsOn) => message.choose({ smsOn })}
        onText={(sms) => message.edit({ sms })}
      />
      <ExpiryField
        expiry={message.expiry}
        defaultDays={workspace.limits.token_days}
        today={props.today}
        problem={props.expiryProblem}
        onChange={(expiry) => message.choose({ expiry })}
      />
      <ReminderSwitch
        on={message.reminders}
        onChange={(reminders) => message.choose({ reminders })}
      />
      <NumberInput
        label={t('recentDays')}
        description={t('recentDaysHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        min={0}
        max={365}
        allowDecimal={false}
        suffix={` ${t('recentUnit')}`}
        value={message.recentDays ?? workspace.recent_request_days}
        onChange={(value) => typeof value === 'number' && message.choose({ recentDays: value })}
      />
      <LinkNotice workspace={workspace} />
    </Stack>
  );
}
