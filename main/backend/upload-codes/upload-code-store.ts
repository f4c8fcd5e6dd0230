import type { Database } from '../../database/database.ts';

/** A code that was given out, and what it leads to. */
export interface UploadCode {
  certificate_id: number;
  code: string;
  phone_digits: string;
  wrong_tries: number;
  token: string;
}

/** Rows of `upload_codes`. */
export class UploadCodeStore {
  readonly #insert;
  readonly #exists;
  readonly #find;
  readonly #setTries;
  readonly #ofCertificate;
  readonly #replace;

  constructor(database: Database) {
    this.#insert = database.prepare(
      `INSERT INTO upload_codes(certificate_id, code, phone_digits, created_at)
       VALUES (@certificate_id, @code, @phone_digits, @now)`,
    );
    this.#exists = database.prepare<[string]>('SELECT 1 FROM upload_codes WHERE code = ?');
    this.#find = database.prepare<[string, number], UploadCode>(
      `SELECT u.certificate_id, u.code, u.phone_digits, u.wrong_tries, c.token
       FROM upload_codes u JOIN certificates c ON c.certificate_id = u.certificate_id
       WHERE u.code = ? AND c.revoked_at IS NULL AND c.expires_at > ?`,
    );
    this.#setTries = database.prepare(
      'UPDATE upload_codes SET wrong_tries = ? WHERE certificate_id = ?',
    );
    this.#ofCertificate = database.prepare<[number], Omit<UploadCode, 'token'>>(
      `SELECT certificate_id, code, phone_digits, wrong_tries FROM upload_codes
       WHERE certificate_id = ?`,
    );
    this.#replace = database.prepare(
      `UPDATE upload_codes SET code = @code, phone_digits = @phone_digits, wrong_tries = 0,
         created_at = @now
       WHERE certificate_id = @certificate_id`,
    );
  }

  insert(
    row: Pick<UploadCode, 'certificate_id' | 'code' | 'phone_digits'> & { now: number },
  ): void {
    this.#insert.run(row);
  }

  /** The code that a certificate was given. */
  ofCertificate(certificateId: number): Omit<UploadCode, 'token'> | undefined {
    return this.#ofCertificate.get(certificateId);
  }

  /** Puts another code in the place of a certificate's. */
  replace(
    row: Pick<UploadCode, 'certificate_id' | 'code' | 'phone_digits'> & { now: number },
  ): void {
    this.#replace.run(row);
  }

  /** Whether a code is given out. */
  exists(code: string): boolean {
    return this.#exists.get(code) !== undefined;
  }

  /** The code of a token that can still be used. @param now milliseconds since the epoch */
  find(code: string, now: number): UploadCode | undefined {
    return this.#find.get(code, now);
  }

  setWrongTries(certificateId: number, tries: number): void {
    this.#setTries.run(tries, certificateId);
  }
}
