import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkChangeInput } from '../../../shared/api/bulk.ts';
import type { CertificateKindKey } from '../../../shared/catalogue/certificate-kinds.ts';
import type { Draft } from '../certificates/send/draft.ts';
import { defaultExpiry, type Expiry, expiryFields } from '../certificates/send/expiry.ts';
import { useTemplate, useTemplates } from '../certificates/send/send-queries.ts';
import { undoSeconds } from '../certificates/send/undo-store.ts';
import { notifyUndo } from '../ui/notify.tsx';

/** What a recruiter has chosen and written of a send to many; the rest is the template's. */
export interface BulkChoices {
  readonly templateId?: number | undefined;
  readonly edited?: Draft | undefined;
  /** Keys of what is asked for by name; all that the template has where it is left out. */
  readonly slots?: readonly string[] | undefined;
  readonly smsOn: boolean;
  readonly expiry: Expiry;
  /** Undefined follows the settings. */
  readonly reminders?: boolean | undefined;
  readonly recentDays?: number | undefined;
}

const nothingChosen: BulkChoices = { smsOn: false, expiry: defaultExpiry };

/**
 * The message of a send to many: its template with what was edited of it, and how it goes.
 * @param before what was chosen for one that was taken back
 */
export function useBulkMessage(kind: CertificateKindKey, before: BulkChoices = nothingChosen) {
  const { t } = useTranslation('certificates');
  const [choices, setChoices] = useState(before);
  const { edited, slots, smsOn, expiry, reminders, recentDays } = choices;
  const templates = useTemplates(kind);
  const templateId = choices.templateId ?? templates.data?.[0]?.mail_tpl_id;
  const template = useTemplate(templateId);
  const texts = template.data?.mail_tpl_id === templateId ? template.data : undefined;
  const draft: Draft | undefined =
    edited ??
    (texts && {
      subject: texts.email_subject,
      content: texts.email_content,
      sms: texts.sms_content,
    });
  const [settledEdit] = useDebouncedValue(edited, 250);
  const choose = (fields: Partial<BulkChoices>) =>
    setChoices((current) => ({ ...current, ...fields }));
  return {
    ...choices,
    choices,
    choose,
    templates,
    template,
    templateId,
    draft,
    /** What is previewed: the draft, once typing pauses. */
    settled: edited ? (settledEdit ?? edited) : draft,
    edit(fields: Partial<Draft>) {
      if (draft) choose({ edited: { ...draft, ...fields } });
    },
    chooseTemplate(id: number) {
      choose({ templateId: id, edited: undefined, slots: undefined });
      if (!edited) return;
      notifyUndo(t('send.templateReplaced'), () =>
        choose({ templateId: choices.templateId, edited, slots }),
      );
    },
    /** What the check and the job get; undefined until the template is there. */
    change(): BulkChangeInput | undefined {
      if (!draft || templateId === undefined) return undefined;
      return {
        action: 'send',
        kind,
        request: {
          email_subject: draft.subject,
          email_content: draft.content,
          mail_tpl_id: templateId,
          sms_to_candidate: smsOn ? 1 : 0,
          sms_to_candidate_content: smsOn ? draft.sms : '',
          ...expiryFields(expiry),
          ...(slots && { slots: [...slots] }),
          ...(reminders !== undefined && { reminders: reminders ? 1 : 0 }),
          undo_seconds: undoSeconds,
        },
        ...(recentDays !== undefined && { recent_days: recentDays }),
      };
    },
  };
}
export type BulkMessage = ReturnType<typeof useBulkMessage>;
