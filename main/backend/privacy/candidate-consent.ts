import type { CandidateConsent } from '../../../shared/api/candidate-page.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import type { CertificateAccess } from '../certificates/certificate-access.ts';
import type { ConsentStore, GivenConsent } from './consent-store.ts';

/** Consent as the candidate's page asks for it. */
export class CandidateConsents {
  readonly #store: ConsentStore;
  readonly #enabled: () => boolean;

  constructor(store: ConsentStore, enabled: () => boolean) {
    this.#store = store;
    this.#enabled = enabled;
  }

  /** What a candidate has agreed to, the newest first. */
  given(certificateId: number): GivenConsent[] {
    return this.#store.given(certificateId);
  }

  /** What a candidate is asked to agree to; null where nothing is asked. */
  of(certificateId: number): CandidateConsent | null {
    const text = this.#enabled() ? this.#store.current() : undefined;
    if (!text) return null;
    const agreed = this.#store.agreedAt(certificateId, text.version) !== undefined;
    return { version: text.version, text: { zh: text.zh, en: text.en }, agreed };
  }

  /**
   * Records that the candidate of a token agreed.
   * @throws CredoError `tokenInvalid`; `consentChanged` where another text is in use meanwhile
   */
  agree(access: CertificateAccess, token: string, version: number, language: Language): void {
    const { certificate_id } = access.byToken(token);
    if (this.of(certificate_id)?.version !== version) throw new CredoError('consentChanged');
    this.#store.agree(certificate_id, version, language);
  }
}
