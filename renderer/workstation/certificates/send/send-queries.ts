import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getTpl, previewTpl } from '../../../../shared/api/mail-templates.ts';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import {
  type CertificateKindKey,
  certificateKind,
  certificateStatus,
  reviewStatus,
} from '../../../../shared/catalogue/certificate-kinds.ts';
import { formatTime } from '../../../../shared/time.ts';
import { call } from '../../api/client.ts';
import { useWorkspace } from '../../app/use-workspace.ts';
import { templatesOfGroup } from '../../templates/template-queries.ts';
import {
  endpointsOf,
  useCertificateRequest,
  useCertificatesOfApplication,
} from '../drawer/certificate-queries.ts';
import type { Draft, SendForm } from './draft.ts';
import { defaultExpiry, type Expiry, expiryFields } from './expiry.ts';

/** The templates of a kind, the default first. */
export function useTemplates(kind: CertificateKindKey) {
  const { templateGroup } = certificateKind(kind);
  return useQuery(templatesOfGroup(templateGroup));
}

/** A template with its texts. Waits for the id. */
export function useTemplate(templateId: number | undefined) {
  return useQuery({
    queryKey: ['template', templateId],
    queryFn: ({ signal }) => call(getTpl, { mail_tpl_id: templateId ?? 0 }, { signal }),
    enabled: templateId !== undefined,
    staleTime: 0,
  });
}

/** How the candidate will read a draft; asked for again when typing pauses. Waits for all three. */
export function usePreview(
  application: ApplicationRow | undefined,
  templateId: number | undefined,
  draft: Draft | undefined,
  expiry: Expiry = defaultExpiry,
) {
  const [settled] = useDebouncedValue(draft, 250);
  const ids = {
    tob_resume_id: application?.tob_resume_id ?? '',
    tob_position_id: application?.tob_position_id ?? 0,
  };
  const query = useQuery({
    queryKey: ['preview', templateId, ids, settled, expiryFields(expiry)],
    queryFn: ({ signal }) =>
      call(
        previewTpl,
        {
          mail_tpl_id: templateId ?? 0,
          ...ids,
          email_subject: settled?.subject,
          email_content: settled?.content,
          sms_content: settled?.sms,
          ...expiryFields(expiry),
        },
        { signal },
      ),
    enabled: application !== undefined && templateId !== undefined && settled !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  // The preview of an older draft must not decide whether this one may go.
  return { ...query, isCurrent: settled === draft && !query.isPlaceholderData && query.isSuccess };
}

/**
 * The newest request of the kind that is still open, awaiting files or a verdict: a second one would
 * puzzle the candidate.
 */
export function useOpenRequest(application: ApplicationRow, kind: CertificateKindKey) {
  const { data: workspace } = useWorkspace();
  const { data: certificates = [] } = useCertificatesOfApplication(
    application.application_id,
    kind,
  );
  const now = formatTime(Date.now(), workspace?.time_zone ?? 'Asia/Shanghai');
  const open = certificates.find(
    (certificate) =>
      certificate.kind === kind &&
      (certificate.status === certificateStatus.awaitingFeedback
        ? !certificate.revoked && certificate.expires_at > now
        : certificate.review_status === reviewStatus.notReviewed),
  );
  return open;
}

/** Who sent a request and when. */
export function useRequestOf(certificateId: number, kind: CertificateKindKey) {
  return useCertificateRequest(certificateId, kind).data;
}

/** Sends: the reference's `saveCertificate` of the kind. Answers with the token of the link. */
export function sendRequest(
  kind: CertificateKindKey,
  application: ApplicationRow,
  request: {
    form: SendForm;
    templateId: number;
    templateTitle: string;
    draft: Draft;
    undoSeconds: number;
  },
): Promise<string> {
  const { form, draft } = request;
  return call(endpointsOf(kind).saveCertificate, {
    email_content: draft.content,
    email_subject: draft.subject,
    position_name: application.position_name,
    resume_email: form.email.trim(),
    resume_phone: form.phone.trim(),
    resume_name: form.name.trim(),
    select_template: request.templateTitle,
    mail_tpl_id: request.templateId,
    tob_position_id: application.tob_position_id,
    tob_resume_id: application.tob_resume_id,
    sms_to_candidate: form.smsOn ? 1 : 0,
    sms_to_candidate_content: form.smsOn ? draft.sms : '',
    ...expiryFields(form.expiry),
    ...(form.slots && { slots: [...form.slots] }),
    undo_seconds: request.undoSeconds,
    ...(form.reminders !== undefined && { reminders: form.reminders ? 1 : 0 }),
  });
}
