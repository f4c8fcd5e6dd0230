import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { previewTpl } from '../../../shared/api/mail-templates.ts';
import { getApplication, listApplications } from '../../../shared/api/process.ts';
import type { SelectionInput } from '../../../shared/api/selection.ts';
import { call } from '../api/client.ts';
import type { Draft } from '../certificates/send/draft.ts';
import { type Expiry, expiryFields } from '../certificates/send/expiry.ts';

/** Somebody a mail is rendered for. */
export interface Recipient {
  tob_resume_id: string;
  tob_position_id: number;
  resume_name: string;
  resume_email: string;
  position_name: string;
}

/** The recipient at a place of a selection (from 0), before it is checked. */
export function useSelected(selection: SelectionInput, index: number) {
  return useQuery({
    queryKey: ['bulk', 'selected', selection, index],
    queryFn: async ({ signal }): Promise<Recipient | null> => {
      if ('application_ids' in selection) {
        const application_id = Number(selection.application_ids[index]);
        return call(getApplication, { application_id }, { signal });
      }
      // Rows taken out of the view may be met here; the check leaves them out.
      const request = { ...selection.view, page: index + 1, size: 1 };
      return (await call(listApplications, request, { signal })).dataList[0] ?? null;
    },
    placeholderData: keepPreviousData,
  });
}

/** How a recipient will read a draft. */
export function useRendered(
  recipient: Recipient | null | undefined,
  templateId: number | undefined,
  draft: Draft | undefined,
  expiry: Expiry,
) {
  const ids = {
    tob_resume_id: recipient?.tob_resume_id ?? '',
    tob_position_id: recipient?.tob_position_id ?? 0,
  };
  return useQuery({
    queryKey: ['preview', templateId, ids, draft, expiryFields(expiry)],
    queryFn: ({ signal }) =>
      call(
        previewTpl,
        {
          mail_tpl_id: templateId ?? 0,
          ...ids,
          email_subject: draft?.subject,
          email_content: draft?.content,
          sms_content: draft?.sms,
          ...expiryFields(expiry),
        },
        { signal },
      ),
    enabled: Boolean(recipient) && templateId !== undefined && draft !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}
