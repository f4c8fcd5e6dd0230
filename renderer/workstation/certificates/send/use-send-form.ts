import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import type { CertificateKindKey } from '../../../../shared/catalogue/certificate-kinds.ts';
import { notifyUndo } from '../../ui/notify.tsx';
import type { Draft, SendForm } from './draft.ts';
import { defaultExpiry } from './expiry.ts';
import { useTemplate, useTemplates } from './send-queries.ts';
import { keepUnsent, unsentForm } from './unsent-forms.ts';

/** The send dialog's fields: filled from the candidate and the template, kept until they are sent. */
export function useSendForm(application: ApplicationRow, kind: CertificateKindKey) {
  const { t } = useTranslation('certificates');
  const target = { application, kind };
  const [form, setForm] = useState<SendForm>(
    () =>
      unsentForm(target) ?? {
        templateId: undefined,
        name: application.resume_name,
        email: application.resume_email,
        phone: application.resume_phone,
        smsOn: false,
        expiry: defaultExpiry,
        reminders: undefined,
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
      keepUnsent(target, next);
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
      change({ templateId: chosen, draft: undefined, edited: false, slots: undefined });
      if (before.edited) notifyUndo(t('send.templateReplaced'), () => change(before));
    },
  };
}
