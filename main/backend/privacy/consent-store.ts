import type { Language } from '../../../shared/language.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';

/** A text that candidates agree to. */
export interface ConsentText {
  version: number;
  zh: string;
  en: string;
}

/** What a candidate agreed to, and when, milliseconds. */
export interface GivenConsent extends ConsentText {
  language: Language;
  created_at: number;
}

/** Consent texts by version, and who agreed to which when. */
export class ConsentStore {
  readonly #platform: Platform;
  readonly #current;
  readonly #add;
  readonly #agree;
  readonly #agreed;
  readonly #given;

  constructor(database: Database, platform: Platform) {
    this.#platform = platform;
    this.#current = database.prepare<[], ConsentText>(
      // By time: each device numbers its texts in a space of its own.
      `SELECT version, zh, en FROM consent_texts
       ORDER BY created_at DESC, version DESC LIMIT 1`,
    );
    this.#add = database.prepare(
      // Later than every other, also where another device's clock is ahead of ours.
      `INSERT INTO consent_texts(version, zh, en, uid, created_at)
       VALUES (credo_next_id('consent_texts'), @zh, @en, @uid,
         MAX(@now, (SELECT COALESCE(MAX(created_at), 0) + 1 FROM consent_texts)))`,
    );
    this.#agree = database.prepare(
      `INSERT INTO consents(consent_id, certificate_id, version, language, created_at)
       VALUES (credo_next_id('consents'), ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
    );
    this.#agreed = database
      .prepare<[number, number], number>(
        'SELECT created_at FROM consents WHERE certificate_id = ? AND version = ?',
      )
      .pluck();
    this.#given = database.prepare<[number], GivenConsent>(
      `SELECT g.version, g.language, g.created_at, t.zh, t.en FROM consents g
       JOIN consent_texts t USING (version)
       WHERE g.certificate_id = ? ORDER BY g.created_at DESC, g.version DESC`,
    );
  }

  /** The text in use, or undefined where there never was one. */
  current(): ConsentText | undefined {
    return this.#current.get();
  }

  /** Puts another text in use. */
  addText(zh: string, en: string, uid: number): void {
    this.#add.run({ zh, en, uid, now: this.#platform.now() });
  }

  /** Records that a candidate agreed; once is enough. @returns false where that version never was */
  agree(certificateId: number, version: number, language: string): void {
    this.#agree.run(certificateId, version, language, this.#platform.now());
  }

  /** Everything that a candidate agreed to, the newest first. */
  given(certificateId: number): GivenConsent[] {
    return this.#given.all(certificateId);
  }

  /** When a candidate agreed to a version, milliseconds; undefined where they did not. */
  agreedAt(certificateId: number, version: number): number | undefined {
    return this.#agreed.get(certificateId, version);
  }
}
