import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import type { CertificateKindKey } from '../../../../shared/catalogue/certificate-kinds.ts';
import { notifyUndo } from '../../ui/notify.tsx';
import type { Draft, SendForm } from './draft.ts';
import { useTemplate, useTemplates } from './send-queries.ts';

/** What was typed and not sent, by candidate and kind, until the window closes. */
const unsent = new Map<string, SendForm>();

/** The send dialog's fields: filled from the candidate and the template, kept until they are sent. */
export function useSendForm(application: ApplicationRow, kind: CertificateKindKey) {
  const { t } = useTranslation('certificates');
  const key = `${application.application_id} ${kind}`;
  const [form, setForm] = useState<SendForm>(
    () =>
      unsent.get(key) ?? {
        templateId: undefined,
        name: application.resume_name,
        email: application.resume_email,
        phone: application.resume_phone,
        smsOn: false,
        draft: undefined,
        edited: false,
      },
  );
  const templates = useTemplates(kind);
  const templateId = form.templateId ?? templates.data?.[0]?.mail_tpl_id;
  const template = useTemplate(templateId);

  useEffect(() => {
    const texts = template.data;
    if (!texts || texts.mail_tpl_id !== templateId) return;
    setForm((current) =>
      current.edited
        ? current
        : {
            ...current,
            draft: {
              subject: texts.email_subject,
              content: texts.email_content,
              sms: texts.sms_content,
            },
          },
    );
  }, [template.data, templateId]);

  const change = (fields: Partial<SendForm>) =>
    setForm((current) => {
      const next = { ...current, ...fields };
      unsent.set(key, next);
      return next;
    });
  return {
    form: { ...form, templateId },
    templates,
    template,
    change,
    edit: (fields: Partial<Draft>) => {
      if (form.draft) change({ draft: { ...form.draft, ...fields }, edited: true });
    },
    chooseTemplate: (chosen: number) => {
      const before = { ...form, templateId };
      change({ templateId: chosen, draft: undefined, edited: false });
      if (before.edited) notifyUndo(t('send.templateReplaced'), () => change(before));
    },
    /** Sent: nothing to keep. */
    forget: () => unsent.delete(key),
  };
}
