import { useSyncExternalStore } from 'react';
import { useTexts } from '../texts/texts.ts';
import { AlertIcon } from './icons.tsx';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Says that the phone has no network, and that nothing is lost by it. */
export function OfflineBanner() {
  const texts = useTexts();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine !== false);
  return (
    <div role="status">
      {!online && (
        <p className="banner">
          <AlertIcon />
          <span>{texts.offline}</span>
        </p>
      )}
    </div>
  );
}
