import type { Hono } from 'hono';
import { getWorkspace, saveWorkspace, sendTestMail } from '../../../shared/api/workspace.ts';
import { bind } from '../http/route.ts';
import type { WorkspaceSettings } from './workspace-settings.ts';

/** The workspace endpoints. */
export function registerWorkspaceRoutes(app: Hono, settings: WorkspaceSettings): void {
  bind(app, getWorkspace, () => settings.get());
  bind(app, saveWorkspace, (fields, { language }) => settings.save(fields, language));
  bind(app, sendTestMail, ({ recipient }, { language }) =>
    settings.sendTestMail(recipient, language),
  );
}
