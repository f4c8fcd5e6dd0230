import type { Hono } from 'hono';
import {
  changeView,
  createView,
  deleteView,
  dropViewOverlay,
  getView,
  listViews,
  orderViews,
  restoreView,
  saveViewOverlay,
  updateView,
} from '../../../shared/api/views.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';
import { bind } from '../http/route.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import { ViewService } from './view-service.ts';
import { ViewStore } from './view-store.ts';

/** The endpoints of saved views and of overlays on them. */
export function registerViews(
  app: Hono,
  parts: { database: Database; live: LiveEvents; platform: Platform; workspace: WorkspaceService },
): void {
  const { database, live, platform, workspace } = parts;
  const views = new ViewService({
    ...{ database, live, platform },
    store: new ViewStore(database),
    user: () => workspace.user,
    formatTime: (milliseconds) => workspace.formatTime(milliseconds),
  });
  bind(app, listViews, (fields) => views.list(fields));
  bind(app, getView, ({ view_id }) => views.get(view_id));
  bind(app, createView, (fields) => views.create(fields));
  bind(app, updateView, (fields) => views.update(fields));
  bind(app, changeView, (fields) => views.change(fields));
  bind(app, deleteView, ({ view_id }) => views.delete(view_id));
  bind(app, restoreView, ({ view_id }) => views.restore(view_id));
  bind(app, orderViews, ({ view_ids }) => views.order(view_ids));
  bind(app, saveViewOverlay, (fields) => views.saveOverlay(fields));
  bind(app, dropViewOverlay, ({ view_id }) => views.dropOverlay(view_id));
}
