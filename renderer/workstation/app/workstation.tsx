import { Suspense } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { Overlays } from './overlays.tsx';
import { listeners, views } from './slots.tsx';
import { TopBar } from './top-bar.tsx';
import { useUi } from './ui-store.ts';
import classes from './workstation.module.css';

/** The window: top bar, the page of the main navigation, and what is open above it. */
export function Workstation() {
  const key = useUi((state) => state.view);
  const view = views.find((candidate) => candidate.key === key) ?? views[0];
  return (
    <div className={classes.window}>
      <TopBar />
      <main className={classes.page}>
        <ErrorBoundary key={view?.key}>
          <Suspense fallback={null}>{view && <view.component />}</Suspense>
        </ErrorBoundary>
      </main>
      <Overlays />
      {listeners.map((Listener) => (
        <Listener key={Listener.name} />
      ))}
    </div>
  );
}
