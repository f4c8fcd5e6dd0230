import type { Hono } from 'hono';
import { getSmsGateway, saveSmsGateway, sendTestSms } from '../../../shared/api/sms-gateway.ts';
import { getWorkspace, saveWorkspace, sendTestMail } from '../../../shared/api/workspace.ts';
import { bind } from '../http/route.ts';
import type { SmsSettings } from './sms-settings.ts';
import type { WorkspaceSettings } from './workspace-settings.ts';

/** The workspace endpoints. */
export function registerWorkspaceRoutes(
  app: Hono,
  settings: WorkspaceSettings,
  sms: SmsSettings,
): void {
  bind(app, getWorkspace, () => settings.get());
  bind(app, saveWorkspace, (fields, { language }) => settings.save(fields, language));
  bind(app, sendTestMail, ({ recipient }, { language }) =>
    settings.sendTestMail(recipient, language),
  );
  bind(app, getSmsGateway, () => sms.get());
  bind(app, saveSmsGateway, (gateway, { language }) => sms.save(gateway, language));
  bind(app, sendTestSms, ({ recipient }, { language }) => sms.sendTest(recipient, language));
}
