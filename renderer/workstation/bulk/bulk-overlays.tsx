import { useFocusReturn } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { ErrorBoundary } from '../app/error-boundary.tsx';
import { useBulk } from './bulk-store.ts';

const BulkDialog = lazy(() => import('./bulk-dialog.tsx'));
const ResultsDialog = lazy(() => import('./results-dialog.tsx'));

/** The dialogs of bulk actions; their code is loaded when one first opens. */
export function BulkOverlays() {
  const target = useBulk((state) => state.target !== undefined);
  const results = useBulk((state) => state.resultsOf !== undefined);
  // Mantine's dialogs do so from the second time on: the first time they are mounted open.
  useFocusReturn({ opened: target });
  useFocusReturn({ opened: results });
  const withDialog = useOnceTrue(target);
  const withResults = useOnceTrue(results);
  return (
    <ErrorBoundary>
      <Suspense fallback={null}>
        {withDialog && <BulkDialog />}
        {withResults && <ResultsDialog />}
      </Suspense>
    </ErrorBoundary>
  );
}

function useOnceTrue(value: boolean): boolean {
  const [was, setWas] = useState(value);
  if (value && !was) setWas(true);
  return was || value;
}
