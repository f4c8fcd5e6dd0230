import { isSealed } from '../../../shared/sync/sealed.ts';
import type { Database } from '../../database/database.ts';
import { type Platform, randomToken } from '../../platform.ts';
import type { CertificateRow } from './certificate-store.ts';

type Linked = Pick<CertificateRow, 'certificate_id' | 'token'>;

/**
 * Tokens that this device can put into a link. A certificate that another device has asked for is here
 * with the hash of its token, of which no link can be made: it gets a token of this device besides.
 */
export class CertificateLinks {
  readonly #platform: Platform;
  readonly #tokens;
  readonly #add;

  constructor(database: Database, platform: Platform) {
    this.#platform = platform;
    this.#tokens = database
      .prepare<[number], string>(
        `SELECT token FROM certificate_links WHERE certificate_id = ?
         ORDER BY certificate_link_id DESC`,
      )
      .pluck();
    this.#add = database.prepare<[number, string, number]>(
      `INSERT INTO certificate_links(certificate_link_id, certificate_id, token, created_at)
       VALUES (credo_next_id('certificate_links'), ?, ?, ?)`,
    );
  }

  /** The token of the link that this device has, or undefined. */
  known({ certificate_id, token }: Linked): string | undefined {
    if (!isSealed(token)) return token;
    return this.#tokens.all(certificate_id).find((other) => !isSealed(other));
  }

  /** As `known`; one is made where there is none, within the caller's transaction. */
  token(certificate: Linked): string {
    const known = this.known(certificate);
    if (known !== undefined) return known;
    const token = randomToken(this.#platform);
    this.#add.run(certificate.certificate_id, token, this.#platform.now());
    return token;
  }
}
