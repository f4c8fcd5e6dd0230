import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { certificateKind } from '../../../../shared/catalogue/certificate-kinds.ts';
import { type UiState, useUi } from '../../app/ui-store.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import frame from '../../ui/tall-dialog.module.css';
import classes from './send.module.css';
import { SendForm } from './send-form.tsx';

type Target = NonNullable<UiState['sending']>;

/** Requests a certificate from one candidate: template, recipient, mail and text message. */
export default function SendDialog() {
  const { t } = useTranslation(['certificates', 'app']);
  const localized = useLocalized();
  const { sending, closeSendDialog } = useUi();
  // While the dialog fades away, it keeps showing what it showed.
  const [shown, setShown] = useState<Target | undefined>(sending);
  useEffect(() => {
    if (sending) setShown(sending);
  }, [sending]);
  const target = sending ?? shown;
  return (
    <Modal
      opened={sending !== undefined}
      onClose={closeSendDialog}
      onExitTransitionEnd={() => setShown(undefined)}
      size="calc(min(1120px, 100vw - 48px))"
      // A click beside the dialog must not put away what was typed.
      closeOnClickOutside={false}
      title={
        target &&
        t('send.title', {
          kind: localized(certificateKind(target.kind).label),
          name: target.application.resume_name,
          position: target.application.position_name,
        })
      }
      closeButtonProps={{ 'aria-label': t('app:actions.close') }}
      classNames={{
        content: `${frame.content} ${classes.dialog}`,
        body: frame.body,
        header: frame.header,
      }}
      padding={0}
    >
      {target && (
        <SendForm key={`${target.application.application_id} ${target.kind}`} {...target} />
      )}
    </Modal>
  );
}
