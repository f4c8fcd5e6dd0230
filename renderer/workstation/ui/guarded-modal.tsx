import { Button, Group, Modal, type ModalProps, Text } from '@mantine/core';
import { createContext, useCallback, useContext, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

const Unsaved = createContext<(form: string, unsaved: boolean) => void>(() => {});

/** Tells the `GuardedModal` around a form whether the form holds changes that are not saved. */
export function useUnsaved(unsaved: boolean): void {
  const form = useId();
  const tell = useContext(Unsaved);
  useEffect(() => {
    tell(form, unsaved);
    return () => tell(form, false);
  }, [form, unsaved, tell]);
}

/** A modal that asks before it is closed over unsaved changes (`useUnsaved`). */
export function GuardedModal({ onClose, children, ...props }: ModalProps) {
  const { t } = useTranslation();
  const unsaved = useRef(new Set<string>());
  const [asking, setAsking] = useState(false);
  const tell = useCallback((form: string, isUnsaved: boolean) => {
    if (isUnsaved) unsaved.current.add(form);
    else unsaved.current.delete(form);
  }, []);
  useEffect(() => {
    if (!props.opened) return;
    // Closing the window or reloading asks too, in the browser's own words.
    const warn = (event: BeforeUnloadEvent) => {
      if (unsaved.current.size > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [props.opened]);
  const discard = () => {
    setAsking(false);
    onClose();
  };
  return (
    <Modal
      {...props}
      onClose={() => (unsaved.current.size > 0 ? setAsking(true) : onClose())}
      // The question above has the keys.
      closeOnEscape={!asking && props.closeOnEscape !== false}
      trapFocus={!asking}
    >
      <Unsaved value={tell}>{children}</Unsaved>
      {/* Mounted while it asks: the Escape that raises it must not reach it. */}
      {asking && (
        <Modal opened onClose={() => setAsking(false)} title={t('unsaved.title')} size={380}>
          <Text mb="lg">{t('unsaved.text')}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={discard}>
              {t('unsaved.discard')}
            </Button>
            <Button data-autofocus onClick={() => setAsking(false)}>
              {t('unsaved.keep')}
            </Button>
          </Group>
        </Modal>
      )}
    </Modal>
  );
}
