import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  CertificateHistory,
  CertificateRequest,
} from '../../../../shared/api/certificates.ts';
import { isCovered } from '../../ui/keys.ts';
import { useOwnKey } from '../../ui/own-keys.ts';
import { useShortcut } from '../../ui/use-shortcut.ts';

const AskAgainDialog = lazy(() => import('./ask-again-dialog.tsx'));

/** Opens the dialog that asks for named documents again; A does too. */
export function AskAgainButton(props: {
  request: CertificateRequest;
  history: CertificateHistory | undefined;
}) {
  const { t } = useTranslation('checking');
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const key = useOwnKey()('a');
  useShortcut(
    'a',
    t('asking.button'),
    () => {
      if (!isCovered(button.current)) setOpened(true);
    },
    'everywhere',
  );
  return (
    <>
      <Button
        ref={button}
        variant="default"
        aria-keyshortcuts={key}
        onClick={() => setOpened(true)}
        leftSection={<IconUpload size={15} aria-hidden />}
      >
        {t('asking.button')}
      </Button>
      {opened && (
        <Suspense fallback={null}>
          <AskAgainDialog {...props} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
