import type { SendingRules } from '../../../shared/api/sending.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import type { Database } from '../../database/database.ts';
import type { OutboxService } from '../../delivery/outbox-service.ts';
import type { SendingRulesStore } from '../../delivery/sending-rules.ts';
import type { LiveEvents } from '../live/live-events.ts';

const endsWhereItBegins: Record<Language, string> = {
  zh: '开始和结束不能相同',
  en: 'must not end when it begins',
};

/** Quiet hours, limits and reminders as the recruiter sees and changes them. */
export class SendingSettings {
  readonly #parts: {
    database: Database;
    rules: SendingRulesStore;
    outbox: OutboxService;
    live: LiveEvents;
  };

  constructor(parts: {
    database: Database;
    rules: SendingRulesStore;
    outbox: OutboxService;
    live: LiveEvents;
  }) {
    this.#parts = parts;
  }

  get(): SendingRules {
    return this.#parts.rules.current;
  }

  /** @throws CredoError `invalidParameter`; nothing is saved then */
  save(rules: SendingRules, language: Language): SendingRules {
    const { database, rules: store, live, outbox } = this.#parts;
    if (rules.quiet_hours.from === rules.quiet_hours.to) {
      throw new CredoError('invalidParameter', {
        field: 'quiet_hours.to',
        reason: endsWhereItBegins[language],
      });
    }
    database.transaction(() => store.save(rules))();
    live.publish({ type: 'workspace' });
    outbox.rulesChanged();
    return this.get();
  }
}
