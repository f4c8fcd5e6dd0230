import { useFocusReturn } from '@mantine/hooks';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcutDescriptions } from '../ui/shortcut-registry.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { type Overlay, overlays } from './slots.tsx';
import { useUi } from './ui-store.ts';

/** Every overlay that was opened at least once. */
export function Overlays() {
  return overlays.map((overlay) => <OverlaySlot key={overlay.key} overlay={overlay} />);
}

function OverlaySlot({ overlay }: { overlay: Overlay }) {
  const open = useUi((state) => overlay.isOpen(state));
  const { t } = useTranslation();
  // Mantine's dialogs do so from the second time on: the first time they are mounted open.
  useFocusReturn({ opened: open });
  // Every dialog and drawer closes so, by Mantine.
  useShortcutDescriptions(
    open ? [{ keys: ['Escape'], description: t('actions.closeDialog'), scope: 'dialog' }] : [],
  );
  const [wasOpen, setWasOpen] = useState(open);
  if (open && !wasOpen) setWasOpen(true);
  if (!wasOpen) return null;
  return (
    <ErrorBoundary>
      <Suspense fallback={null}>
        <overlay.component />
      </Suspense>
    </ErrorBoundary>
  );
}
