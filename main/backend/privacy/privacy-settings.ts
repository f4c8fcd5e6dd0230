import type { ParsedRequestOf } from '../../../shared/api/endpoint.ts';
import type { PrivacySettings, savePrivacySettings } from '../../../shared/api/privacy.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import type { Database } from '../../database/database.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { WorkspaceStore } from '../workspace/workspace-store.ts';
import type { ConsentStore } from './consent-store.ts';

interface Saved {
  consentEnabled: boolean;
  filesDays: number;
  auditDays: number;
}

const defaults: Saved = { consentEnabled: false, filesDays: 0, auditDays: 365 };
const key = 'privacy';

export interface PrivacySettingsParts {
  database: Database;
  store: WorkspaceStore;
  consents: ConsentStore;
  workspace: WorkspaceService;
  live: LiveEvents;
}

/** Consent, and how long files and the audit log are kept. */
export class PrivacySettingsService {
  readonly #parts: PrivacySettingsParts;

  constructor(parts: PrivacySettingsParts) {
    this.#parts = parts;
  }

  get saved(): Saved {
    return { ...defaults, ...this.#parts.store.get<Partial<Saved>>(0, key) };
  }

  get(): PrivacySettings {
    const { consentEnabled, filesDays, auditDays } = this.saved;
    const text = this.#parts.consents.current();
    return {
      consent: {
        enabled: consentEnabled,
        version: text?.version ?? 0,
        zh: text?.zh ?? '',
        en: text?.en ?? '',
      },
      files_days: filesDays,
      audit_days: auditDays,
    };
  }

  /**
   * Saves what is given; a text that differs from the one in use becomes the next version.
   * @throws CredoError `invalidParameter` where consent is asked for without a text; nothing is saved
   */
  save(request: ParsedRequestOf<typeof savePrivacySettings>, language: Language): PrivacySettings {
    const { database, store, consents, workspace, live } = this.#parts;
    const { consent, files_days, audit_days } = request;
    const empty = consent && (consent.zh === '' || consent.en === '');
    if (consent?.enabled && empty) {
      const reason = {
        zh: '请填写中文和英文的说明',
        en: 'write the text in Chinese and in English',
      };
      throw new CredoError('invalidParameter', { field: 'consent', reason: reason[language] });
    }
    database.transaction(() => {
      const current = consents.current();
      if (consent && !empty && (consent.zh !== current?.zh || consent.en !== current.en)) {
        consents.addText(consent.zh, consent.en, workspace.user.uid);
      }
      const before = this.saved;
      store.set(0, key, {
        consentEnabled: consent?.enabled ?? before.consentEnabled,
        filesDays: files_days ?? before.filesDays,
        auditDays: audit_days ?? before.auditDays,
      } satisfies Saved);
    })();
    live.publish({ type: 'workspace' });
    return this.get();
  }
}
