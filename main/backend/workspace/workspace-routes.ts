import type { Hono } from 'hono';
import { getCandidateServer, saveCandidateServer } from '../../../shared/api/candidate-server.ts';
import {
  finishSetUp,
  loadSamples,
  removeSamples,
  setUpWorkspace,
} from '../../../shared/api/setup.ts';
import { getSmsGateway, saveSmsGateway, sendTestSms } from '../../../shared/api/sms-gateway.ts';
import { getWorkspace, saveWorkspace, sendTestMail } from '../../../shared/api/workspace.ts';
import { bind } from '../http/route.ts';
import type { CandidateServerService } from './candidate-server-service.ts';
import type { SetUpService } from './set-up-service.ts';
import type { SmsSettings } from './sms-settings.ts';
import type { WorkspaceSettings } from './workspace-settings.ts';

/** The workspace endpoints. */
export function registerWorkspaceRoutes(
  app: Hono,
  settings: WorkspaceSettings,
  sms: SmsSettings,
  setUp: SetUpService,
  candidateServer: CandidateServerService,
): void {
  bind(app, getWorkspace, () => settings.get());
  bind(app, saveWorkspace, (fields, { language }) => settings.save(fields, language));
  bind(app, sendTestMail, ({ recipient }, { language }) =>
    settings.sendTestMail(recipient, language),
  );
  bind(app, setUpWorkspace, (fields, { language }) => setUp.setUp(fields, language));
  bind(app, finishSetUp, () => setUp.finish());
  bind(app, loadSamples, () => setUp.loadSamples());
  bind(app, removeSamples, () => setUp.removeSamples());
  bind(app, getCandidateServer, (_fields, { language }) => candidateServer.get(language));
  bind(app, saveCandidateServer, (fields, { language }) => candidateServer.save(fields, language));
  bind(app, getSmsGateway, () => sms.get());
  bind(app, saveSmsGateway, (gateway, { language }) => sms.save(gateway, language));
  bind(app, sendTestSms, ({ recipient }, { language }) => sms.sendTest(recipient, language));
}
