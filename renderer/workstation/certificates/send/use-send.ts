import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { undoRequest } from '../../../../shared/api/certificates.ts';
import { call } from '../../api/client.ts';
import { type UiState, useUi } from '../../app/ui-store.ts';
import { notifyDone } from '../../ui/notify.tsx';
import { certificateKeys } from '../drawer/certificate-queries.ts';
import { useLinkDialog } from '../link/link-store.ts';
import type { Draft, SendForm } from './draft.ts';
import { sendRequest } from './send-queries.ts';
import { undoSeconds, useUndoable } from './undo-store.ts';
import { forgetUnsent, keepUnsent } from './unsent-forms.ts';

interface Sending {
  form: SendForm;
  templateId: number;
  templateTitle: string;
  /** With what the dialog knows put in. */
  draft: Draft;
}

/** Sends; the dialog closes and a notice offers to take it back. */
export function useSend(target: NonNullable<UiState['sending']>) {
  const { t } = useTranslation('certificates');
  const client = useQueryClient();
  const { openSendDialog, closeSendDialog } = useUi();
  const addUndoable = useUndoable((state) => state.add);
  const refresh = () =>
    client.invalidateQueries({
      queryKey: certificateKeys.ofApplication(target.application.application_id),
    });
  const takeBack = async (token: string, form: SendForm) => {
    await call(undoRequest, { token });
    // What was written is not lost with the request: the dialog opens with it again.
    keepUnsent(target, form);
    useLinkDialog.getState().close();
    if (!useUi.getState().sending) openSendDialog(target);
    notifyDone(t('send.undo.done'));
  };
  return useMutation({
    mutationFn: (sending: Sending) =>
      sendRequest(target.kind, target.application, { ...sending, undoSeconds }),
    onSuccess: (token, { form }) => {
      forgetUnsent(target);
      addUndoable({
        id: token,
        text: t('send.undo.sent', { name: form.name }),
        link: { token, name: form.name, kind: target.kind },
        undo: () => takeBack(token, form).finally(refresh),
      });
      closeSendDialog();
      void refresh();
    },
  });
}
