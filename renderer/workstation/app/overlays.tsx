import { Suspense, useState } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { type Overlay, overlays } from './slots.tsx';
import { useUi } from './ui-store.ts';

/** Every overlay that was opened at least once. */
export function Overlays() {
  return overlays.map((overlay) => <OverlaySlot key={overlay.key} overlay={overlay} />);
}

function OverlaySlot({ overlay }: { overlay: Overlay }) {
  const open = useUi((state) => overlay.isOpen(state));
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
