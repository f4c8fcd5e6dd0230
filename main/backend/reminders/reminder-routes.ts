import type { Hono } from 'hono';
import { listReminders, setReminders } from '../../../shared/api/reminders.ts';
import { bind } from '../http/route.ts';
import type { ReminderService } from './reminder-service.ts';

/** The endpoints of a request's reminders. */
export function registerReminderRoutes(app: Hono, reminders: ReminderService): void {
  bind(app, listReminders, ({ certificate_id }) => reminders.list(certificate_id));
  bind(app, setReminders, ({ certificate_id, enabled }) =>
    reminders.set(certificate_id, enabled === 1),
  );
}
