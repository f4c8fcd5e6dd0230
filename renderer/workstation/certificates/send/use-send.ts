import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type UiState, useUi } from '../../app/ui-store.ts';
import { certificateKeys } from '../drawer/certificate-queries.ts';
import type { Draft, SendForm } from './draft.ts';
import { sendRequest } from './send-queries.ts';
import { undoSeconds, useUndoable } from './undo-store.ts';
import { forgetUnsent } from './unsent-forms.ts';

interface Sending {
  form: SendForm;
  templateId: number;
  templateTitle: string;
  /** With what the dialog knows put in. */
  draft: Draft;
}

/** Sends; the dialog closes and a notice offers to take it back. */
export function useSend(target: NonNullable<UiState['sending']>) {
  const client = useQueryClient();
  const { closeSendDialog } = useUi();
  const addUndoable = useUndoable((state) => state.add);
  return useMutation({
    mutationFn: (sending: Sending) =>
      sendRequest(target.kind, target.application, { ...sending, undoSeconds }),
    onSuccess: (token, { form }) => {
      forgetUnsent(target);
      addUndoable({ token, target, form, until: performance.now() + undoSeconds * 1_000 });
      closeSendDialog();
      void client.invalidateQueries({
        queryKey: certificateKeys.ofApplication(target.application.application_id),
      });
    },
  });
}
