import { CredoError } from '../../../shared/errors.ts';
import { normalCode, normalDigits } from '../../../shared/upload-code.ts';
import { type UploadCodeRows, UploadCodes } from '../../backend/upload-codes/upload-codes.ts';
import { randomToken } from '../../platform.ts';
import type { Centre } from '../centre.ts';
import type { Transaction } from '../postgres/database.ts';
import { sealToken } from './candidate-link.ts';

interface FoundCode {
  stream_id: number;
  certificate_id: number;
  phone_digits: string;
  wrong_tries: number;
  expires_at: number;
}

/**
 * Codes of SMS at the centre. It knows them, like links, by their hashes alone, so the link's own token
 * cannot be given back: whoever has the code and the digits gets a token that the centre makes.
 */
export class CandidateCodes {
  readonly #centre: Centre;
  readonly #codes: UploadCodes;
  /** What the rules of `UploadCodes` look at and change while they decide. */
  #looked: FoundCode | undefined;
  #triesAfter: number | undefined;

  constructor(centre: Centre) {
    this.#centre = centre;
    this.#codes = new UploadCodes(this.#rows(), centre.platform);
  }

  /**
   * A token for a code and the last four digits of the number that it went to.
   * @throws CredoError `codeRefused`, `codeLocked`
   */
  async open(typedCode: string, typedDigits: string): Promise<string> {
    const { database, platform } = this.#centre;
    const sealed = sealToken(normalCode(typedCode));
    const answer = await database.begin(async (sql) => {
      // One try of a code after the other.
      await sql`SELECT pg_advisory_xact_lock(hashtextextended(${sealed}, 0))`;
      const found = await this.#find(sql, sealed, normalDigits(typedDigits));
      const refusal = this.#judge(found, typedCode, typedDigits);
      if (found && this.#triesAfter !== undefined) {
        await countTries(sql, sealed, found, this.#triesAfter);
      }
      if (refusal) return refusal;
      const token = randomToken(platform);
      const { stream_id, certificate_id, expires_at } = found as FoundCode;
      const now = platform.now();
      await sql`WITH old AS (DELETE FROM candidate_key WHERE expires_at <= ${now}
          AND stream_id = ${stream_id} AND certificate_id = ${certificate_id})
        INSERT INTO candidate_key(token, stream_id, certificate_id, expires_at, created_at)
        VALUES (${sealToken(token)}, ${stream_id}, ${certificate_id}, ${expires_at}, ${now})`;
      return token;
    });
    if (answer instanceof CredoError) throw answer;
    return answer;
  }

  /** Asks the workstation's rules; nothing else runs between the look and the answer. */
  #judge(found: FoundCode | undefined, code: string, digits: string): CredoError | undefined {
    this.#looked = found;
    this.#triesAfter = undefined;
    try {
      this.#codes.open(code, digits);
      return undefined;
    } catch (error) {
      if (error instanceof CredoError) return error;
      throw error;
    }
  }

  #rows(): UploadCodeRows {
    const never = () => {
      throw new Error('the centre gives no codes out');
    };
    return {
      find: (code) => this.#looked && { ...this.#looked, code, token: '' },
      setWrongTries: (_certificate, tries) => {
        this.#triesAfter = tries;
      },
      insert: never,
      exists: never,
      ofCertificate: never,
      replace: never,
    };
  }

  /** The code that can still be used; of two companies' the one that the digits belong to. */
  async #find(sql: Transaction, sealed: string, digits: string): Promise<FoundCode | undefined> {
    const now = this.#centre.platform.now();
    const rows = await sql<FoundCode[]>`
      SELECT u.stream_id, u.id::bigint AS certificate_id, u.data::json->>'phone_digits' AS phone_digits,
        COALESCE(t.wrong_tries, 0) AS wrong_tries, (c.data::json->>'expires_at')::bigint AS expires_at
      FROM synced_row u
      JOIN synced_row c ON c.stream_id = u.stream_id AND c.entity = 'certificates' AND c.id = u.id
      LEFT JOIN candidate_code_try t ON t.stream_id = u.stream_id
        AND t.certificate_id = u.id::bigint AND t.code = ${sealed}
      WHERE u.entity = 'upload_codes' AND u.data::json->>'code' = ${sealed}
        AND u.deleted IS NULL AND c.deleted IS NULL
        AND c.data::json->>'revoked_at' IS NULL
        AND (c.data::json->>'expires_at')::bigint > ${now}
      ORDER BY u.stream_id, certificate_id`;
    return rows.find(({ phone_digits }) => phone_digits === digits) ?? rows[0];
  }
}

async function countTries(
  sql: Transaction,
  code: string,
  { stream_id, certificate_id }: FoundCode,
  tries: number,
): Promise<void> {
  await sql`INSERT INTO candidate_code_try(stream_id, certificate_id, code, wrong_tries)
    VALUES (${stream_id}, ${certificate_id}, ${code}, ${tries})
    ON CONFLICT (stream_id, certificate_id, code) DO UPDATE SET wrong_tries = excluded.wrong_tries`;
}
