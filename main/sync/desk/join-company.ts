import { hostname } from 'node:os';
import type { ParsedRequestOf } from '../../../shared/api/endpoint.ts';
import type { joinCompany } from '../../../shared/api/sync.ts';
import { CredoError, type ErrorName } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import { SyncError, type SyncErrorCode } from '../../../shared/sync/sync-errors.ts';
import { reasonText } from '../../../shared/sync/sync-words.ts';
import { CentralUnreachable, UntrustedCentre } from '../client/central-client.ts';
import type { SyncService } from '../sync-service.ts';

/** Refusals that have words of their own. */
const refusals: Partial<Record<SyncErrorCode, ErrorName>> = {
  code_invalid: 'syncCodeInvalid',
  // A code of the wrong length or letters.
  malformed: 'syncCodeInvalid',
  upgrade_needed: 'syncUpgradeNeeded',
  too_many: 'syncTooMany',
};

/** Joining from the screen: one at a time, and every way it fails in the user's words. */
export class JoinCompany {
  readonly #sync: SyncService;
  #joining = false;

  constructor(sync: SyncService) {
    this.#sync = sync;
  }

  /**
   * @param user this workspace's so far
   * @throws CredoError `syncJoined`, `syncAddressInvalid`, `syncUnreachable`, `syncCertificate`, `syncCodeInvalid`,
   * `syncUpgradeNeeded`, `syncTooMany`, `syncRefused`
   */
  async join(
    { url: typed, code, device_name }: ParsedRequestOf<typeof joinCompany>,
    user: { readonly uid: number; readonly name: string },
    language: Language,
  ): Promise<void> {
    const { membership } = this.#sync;
    if (membership) throw new CredoError('syncJoined', { company: membership.company_name });
    const url = centralAddress(typed);
    if (this.#joining) throw new CredoError('syncTooMany');
    this.#joining = true;
    try {
      const deviceName = device_name || hostname().slice(0, 60) || 'Credo';
      await this.#sync.join({ url, code, deviceName, userName: user.name.slice(0, 60) }, user.uid);
    } catch (error) {
      throw refusal(error, url, language);
    } finally {
      this.#joining = false;
    }
  }
}

/**
 * The address as a base of requests: a name alone gets `https://`.
 * @throws CredoError `syncAddressInvalid`
 */
export function centralAddress(typed: string): string {
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const web = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (!url || !web || url.username || url.password || url.search || url.hash) {
    throw new CredoError('syncAddressInvalid');
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function refusal(error: unknown, url: string, language: Language): unknown {
  if (error instanceof UntrustedCentre) {
    return new CredoError('syncCertificate', { url }, { cause: error });
  }
  if (error instanceof CentralUnreachable) {
    return new CredoError('syncUnreachable', { url }, { cause: error });
  }
  if (!(error instanceof SyncError)) return error;
  // Something else answers there.
  if (error.code === 'not_found') return new CredoError('syncUnreachable', { url });
  const name = refusals[error.code];
  if (name) return new CredoError(name, {}, { cause: error });
  return new CredoError('syncRefused', { reason: reasonText(error.code)[language] });
}
