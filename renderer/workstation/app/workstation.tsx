import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from './error-boundary.tsx';
import { Overlays } from './overlays.tsx';
import { listeners, SidePanel, views } from './slots.tsx';
import { TopBar } from './top-bar.tsx';
import { useUi } from './ui-store.ts';
import { useAttention } from './use-attention.ts';
import { useDesktopWindow } from './use-desktop-window.ts';
import { useLiveUpdates } from './use-live-updates.ts';
import { useSingleKeys } from './use-single-keys.ts';
import { useWorkspace } from './use-workspace.ts';
import classes from './workstation.module.css';

const FirstStart = lazy(() => import('../first-start/first-start.tsx'));

/** The first start of a new workspace, else the window. */
export function Workstation() {
  const { data: workspace } = useWorkspace();
  if (!workspace || workspace.first_start === 'done') return <Window />;
  return (
    <ErrorBoundary>
      <Suspense fallback={null}>
        <FirstStart workspace={workspace} />
      </Suspense>
    </ErrorBoundary>
  );
}

/** The window: top bar, the page of the main navigation, and what is open above it. */
function Window() {
  const key = useUi((state) => state.view);
  const view = views.find((candidate) => candidate.key === key) ?? views[0];
  const panelOpen = useUi((state) => state.applicationId !== undefined);
  const { t } = useTranslation();
  useLiveUpdates();
  useDesktopWindow();
  useSingleKeys();
  useAttention();
  return (
    <div className={classes.window}>
      <TopBar />
      <div className={classes.body}>
        <main className={classes.page}>
          <h1 className="visually-hidden">{view && t(`nav.${view.key}`)}</h1>
          <ErrorBoundary key={view?.key}>
            <Suspense fallback={null}>{view && <view.component />}</Suspense>
          </ErrorBoundary>
        </main>
        {panelOpen && (
          <ErrorBoundary>
            <Suspense fallback={null}>
              <SidePanel />
            </Suspense>
          </ErrorBoundary>
        )}
      </div>
      <Overlays />
      {listeners.map((Listener) => (
        <Listener key={Listener.name} />
      ))}
    </div>
  );
}
