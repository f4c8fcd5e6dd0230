import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkChangeInput } from '../../../shared/api/bulk.ts';
import type { CertificateKindKey } from '../../../shared/catalogue/certificate-kinds.ts';
import type { Draft } from '../certificates/send/draft.ts';
import { defaultExpiry, type Expiry, expiryFields } from '../certificates/send/expiry.ts';
import { useTemplate, useTemplates } from '../certificates/send/send-queries.ts';
import { notifyUndo } from '../ui/notify.tsx';

/** The message of a send to many: its template with what was edited of it, and how it goes. */
export function useBulkMessage(kind: CertificateKindKey) {
  const { t } = useTranslation('certificates');
  const [chosen, setChosen] = useState<number>();
  const [edited, setEdited] = useState<Draft>();
  const [smsOn, setSmsOn] = useState(false);
  const [expiry, setExpiry] = useState<Expiry>(defaultExpiry);
  const [recentDays, setRecentDays] = useState<number>();
  const templates = useTemplates(kind);
  const templateId = chosen ?? templates.data?.[0]?.mail_tpl_id;
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
  return {
    templates,
    template,
    templateId,
    draft,
    /** What is previewed: the draft, once typing pauses. */
    settled: edited ? (settledEdit ?? edited) : draft,
    smsOn,
    setSmsOn,
    expiry,
    setExpiry,
    recentDays,
    setRecentDays,
    edit(fields: Partial<Draft>) {
      if (draft) setEdited({ ...draft, ...fields });
    },
    chooseTemplate(id: number) {
      const before = { chosen, edited };
      setChosen(id);
      setEdited(undefined);
      if (!before.edited) return;
      notifyUndo(t('send.templateReplaced'), () => {
        setChosen(before.chosen);
        setEdited(before.edited);
      });
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
        },
        ...(recentDays !== undefined && { recent_days: recentDays }),
      };
    },
  };
}
export type BulkMessage = ReturnType<typeof useBulkMessage>;
