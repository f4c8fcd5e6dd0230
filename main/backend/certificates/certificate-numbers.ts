import type { Database } from '../../database/database.ts';

/**
 * The number printed on a certificate: `certificates.certificate_number`, what the pipeline's search
 * finds a candidate by. Whoever records a verification writes it here, within the transaction of the
 * verification; nothing else holds it.
 */
export class CertificateNumbers {
  readonly #set;

  constructor(database: Database) {
    this.#set = database.prepare<[string, number]>(
      'UPDATE certificates SET certificate_number = ? WHERE certificate_id = ?',
    );
  }

  /**
   * Sets the number of a certificate; an empty text takes it away.
   * @param certificateNumber as it is printed, at most 64 characters; spaces around it are dropped
   */
  set(certificateId: number, certificateNumber: string): void {
    this.#set.run(certificateNumber.trim(), certificateId);
  }
}
