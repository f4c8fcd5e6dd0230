import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { certificateKind } from '../../../shared/catalogue/certificate-kinds.ts';
import { useLocalized } from '../i18n/i18n.ts';
import frame from '../ui/tall-dialog.module.css';
import { useLast } from '../ui/use-last.ts';
import classes from './bulk-dialog.module.css';
import { type BulkTarget, useBulk } from './bulk-store.ts';
import { ChangeForm } from './change-form.tsx';
import { SendManyForm } from './send-many-form.tsx';

/** Does something to a selection: what exactly, for whom and for whom not, and then the start. */
export default function BulkDialog() {
  const { t } = useTranslation('bulk');
  const localized = useLocalized();
  const { target, closeBulk } = useBulk();
  const shown = useLast(target);
  const title = (of: BulkTarget) =>
    of.action === 'send'
      ? t('title.send', { count: of.count, kind: localized(certificateKind(of.kind).label) })
      : t(`title.${of.action}`, { count: of.count });
  const sends = shown?.action === 'send';
  return (
    <Modal
      opened={target !== undefined}
      onClose={closeBulk}
      // A click beside the dialog must not put away what was written and chosen.
      closeOnClickOutside={false}
      size={sends ? 'calc(min(1180px, 100vw - 48px))' : 640}
      title={shown && title(shown)}
      classNames={{
        content: `${frame.content} ${sends ? classes.dialog : classes.small}`,
        body: frame.body,
        header: frame.header,
      }}
      padding={0}
    >
      {target &&
        (target.action === 'send' ? (
          <SendManyForm target={target} />
        ) : (
          <ChangeForm target={target} />
        ))}
    </Modal>
  );
}
