import type { Hono } from 'hono';
import { askAgain, previewAskAgain } from '../../../shared/api/certificate-slots.ts';
import { bind } from '../http/route.ts';
import type { AskAgainService } from './ask-again-service.ts';

/** Asking again for named slots, for certificates of every kind. */
export function registerAskAgainRoutes(app: Hono, asking: AskAgainService): void {
  bind(app, askAgain, (fields, { language }) => {
    asking.ask(fields, language);
    return true as const;
  });
  bind(app, previewAskAgain, (fields, { language }) => asking.preview(fields, language));
}
