import { IconClipboardCheck, IconSend, IconTemplate, IconUsers } from '@tabler/icons-react';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { AttachedFileDialog } from '../attached-files/attached-file-dialog.tsx';
import { BulkOverlays } from '../bulk/bulk-overlays.tsx';
import { SubmissionNotices } from '../certificates/drawer/submission-notices.tsx';
import { UndoNotices } from '../certificates/send/undo-notices.tsx';
import { OutboxCount } from '../outbox/outbox-count.tsx';
// The page that the window opens at comes with it; the others when they are first shown.
import PipelinePage from '../pipeline/pipeline-page.tsx';
import { QueueBadge } from '../review-queue/queue-badge.tsx';
import type { UiState } from './ui-store.ts';

/**
 * The places of the shell that features fill. A feature registers here and is otherwise on its own:
 * it reads what to show from the UI store (`useUi`) and closes itself there.
 */

/** A page of the main navigation, filling the area under the top bar. */
export interface View {
  /** Its key in the URL (`?view=`), and `nav.<key>` of the app's texts. */
  readonly key: 'pipeline' | 'review' | 'templates' | 'outbox';
  readonly icon: ComponentType<{ size?: number | string; stroke?: number | string }>;
  readonly component: ComponentType;
  /** What waits there, beside its name; draws nothing where nothing does. */
  readonly badge?: ComponentType;
}

/**
 * A dialog or drawer above the pages. Its code is loaded when it first opens; from then on it stays
 * mounted, so that it can animate its own closing (`opened={isOpen}`).
 */
export interface Overlay {
  readonly key: string;
  isOpen(state: UiState): boolean;
  readonly component: LazyExoticComponent<ComponentType>;
}

const ReviewPage = lazy(() => import('../review-queue/review-page.tsx'));
const TemplatesPage = lazy(() => import('../templates/templates-page.tsx'));
const OutboxPage = lazy(() => import('../outbox/outbox-page.tsx'));
const WorkspaceSettings = lazy(() => import('../workspace/workspace-settings.tsx'));
const SendDialog = lazy(() => import('../certificates/send/send-dialog.tsx'));
const CertificateDrawer = lazy(() => import('../certificates/drawer/certificate-drawer.tsx'));

export const views: readonly View[] = [
  { key: 'pipeline', icon: IconUsers, component: PipelinePage },
  { key: 'review', icon: IconClipboardCheck, component: ReviewPage, badge: QueueBadge },
  { key: 'templates', icon: IconTemplate, component: TemplatesPage },
  { key: 'outbox', icon: IconSend, component: OutboxPage, badge: OutboxCount },
];

export const overlays: readonly Overlay[] = [
  {
    key: 'move',
    isOpen: ({ moving }) => moving !== undefined,
    component: lazy(() => import('../applications/move-dialog.tsx')),
  },
  {
    key: 'pipeline-settings',
    isOpen: ({ pipelineSettings }) => pipelineSettings !== undefined,
    component: lazy(() => import('../settings/settings-panel.tsx')),
  },
  {
    key: 'filter-builder',
    isOpen: ({ pipelineDialog }) => pipelineDialog === 'filters',
    component: lazy(() => import('../pipeline/filters/builder/filter-builder.tsx')),
  },
  {
    key: 'save-view',
    isOpen: ({ pipelineDialog }) => pipelineDialog === 'saveView',
    component: lazy(() => import('../pipeline/views/save-view-dialog.tsx')),
  },
  {
    key: 'manage-views',
    isOpen: ({ pipelineDialog }) => pipelineDialog === 'manageViews',
    component: lazy(() => import('../pipeline/views/manage-views-dialog.tsx')),
  },
  {
    key: 'import',
    isOpen: ({ adding }) => adding === 'import',
    component: lazy(() => import('../imports/import-dialog.tsx')),
  },
  {
    key: 'adding',
    isOpen: ({ adding }) => adding === 'candidate' || adding === 'position',
    component: lazy(() => import('../imports/adding-dialogs.tsx')),
  },
  {
    key: 'certificate',
    isOpen: ({ certificate }) => certificate !== undefined,
    component: CertificateDrawer,
  },
  { key: 'send', isOpen: ({ sending }) => sending !== undefined, component: SendDialog },
  {
    key: 'workspace',
    isOpen: ({ workspaceSettings }) => workspaceSettings,
    component: WorkspaceSettings,
  },
  {
    key: 'palette',
    isOpen: ({ palette }) => palette,
    component: lazy(() => import('../palette/palette.tsx')),
  },
  {
    key: 'key-sheet',
    isOpen: ({ keySheet }) => keySheet !== undefined,
    component: lazy(() => import('../palette/key-sheet.tsx')),
  },
];

/** The panel beside the page: one application with its certificates and history. */
export const SidePanel = lazy(() => import('../applications/application-panel.tsx'));

/** Always there and drawing nothing themselves: what listens and tells through notifications. */
export const listeners: readonly ComponentType[] = [
  SubmissionNotices,
  UndoNotices,
  BulkOverlays,
  AttachedFileDialog,
];
