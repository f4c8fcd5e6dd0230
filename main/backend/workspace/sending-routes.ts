import type { Hono } from 'hono';
import { getSendingRules, saveSendingRules } from '../../../shared/api/sending.ts';
import { bind } from '../http/route.ts';
import type { SendingSettings } from './sending-settings.ts';

/** The endpoints of quiet hours, limits and reminders. */
export function registerSendingRoutes(app: Hono, sending: SendingSettings): void {
  bind(app, getSendingRules, () => sending.get());
  bind(app, saveSendingRules, (rules, { language }) => sending.save(rules, language));
}
