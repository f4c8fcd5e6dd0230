import type { Hono } from 'hono';
import {
  eraseCandidate,
  exportCandidate,
  getPrivacySettings,
  listReceipts,
  previewPurge,
  purgeNow,
  savePrivacySettings,
} from '../../../shared/api/privacy.ts';
import { bind, bindFile } from '../http/route.ts';
import type { CandidateExport } from './candidate-export.ts';
import type { ErasureService } from './erasure-service.ts';
import type { PrivacySettingsService } from './privacy-settings.ts';
import type { PurgeService } from './purge-service.ts';

/** The endpoints of privacy: settings, purges, exporting and erasing a candidate. */
export function registerPrivacyRoutes(
  app: Hono,
  parts: {
    settings: PrivacySettingsService;
    purges: PurgeService;
    exports: CandidateExport;
    erasure: ErasureService;
  },
): void {
  const { settings, purges, exports, erasure } = parts;
  bind(app, getPrivacySettings, () => settings.get());
  bind(app, savePrivacySettings, (fields, { language }) => settings.save(fields, language));
  bind(app, previewPurge, ({ files_days }) => purges.preview(files_days));
  bind(app, purgeNow, () => purges.purgeNow());
  bindFile(app, exportCandidate, ({ tob_resume_id }) => exports.answer(tob_resume_id));
  bind(app, eraseCandidate, (fields) => erasure.erase(fields));
  bind(app, listReceipts, ({ page, size }) => erasure.receipts(page, size));
}
