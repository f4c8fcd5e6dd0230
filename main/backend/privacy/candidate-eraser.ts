import type { Database } from '../../database/database.ts';
import { captureOf } from '../../sync/capture/change-capture.ts';
import { scrubOperations } from '../../sync/outbox/scrub-outbox.ts';
import type { Sha256 } from '../attachments/blob-folder.ts';
import type { BlobStore } from '../attachments/blob-store.ts';
import {
  type Reference,
  type References,
  referencesTo,
  referencesToPerson,
  visitWithReferences,
} from './foreign-keys.ts';
import { personOf, type Scrubbed, scrubTexts } from './scrub-texts.ts';

/** What was deleted of a candidate. */
export interface Erased {
  /** Rows by table. */
  rows: ReadonlyMap<string, number>;
  files: number;
  /** Bytes of the files. */
  bytes: number;
  /** Texts that named them. */
  texts: Scrubbed;
}

/** They hold ids alone, and tell later who was looked at and what was erased. */
export const outlivingTables = ['audit_log', 'erasure_receipts', 'list_changes'] as const;

/** Deletes a candidate with everything that belongs to them, wherever the schema says it does. */
export class CandidateEraser {
  readonly #database: Database;
  readonly #blobs: BlobStore;
  readonly #references: References;
  readonly #blobUsers: readonly Reference[];
  readonly #files;

  constructor(database: Database, blobs: BlobStore) {
    this.#database = database;
    this.#blobs = blobs;
    this.#references = referencesToPerson(database, outlivingTables);
    this.#blobUsers = referencesTo(database).get('blobs') ?? [];
    this.#files = database.prepare<[bigint], { sha256: Sha256; rendition_sha256: Sha256 | null }>(
      `SELECT t.sha256, t.rendition_sha256
       FROM applications a
       JOIN certificates c ON c.application_id = a.application_id
       JOIN attachments t ON t.certificate_id = c.certificate_id
       WHERE a.tob_resume_id = ?`,
    );
  }

  /**
   * Rows in one transaction, overwritten where they were; then the files that nothing names any more.
   * @param within what else belongs to the transaction
   * @returns undefined where there is no such candidate
   */
  erase(tobResumeId: string, within: (erased: Erased) => void = () => {}): Erased | undefined {
    const id = BigInt(tobResumeId);
    const rows = new Map<string, number>();
    const unused: { sha256: Sha256; size: number }[] = [];
    let texts: Scrubbed = { imports: 0, bulk: 0 };
    const erased = () => ({
      rows,
      texts,
      files: unused.length,
      bytes: unused.reduce((sum, { size }) => sum + size, 0),
    });
    this.#database.pragma('secure_delete = ON');
    try {
      const erase = this.#database.transaction(() => {
        const person = personOf(this.#database, id);
        const files = this.#files
          .all(id)
          .flatMap(({ sha256, rendition_sha256 }) => [sha256, rendition_sha256])
          .filter((sha256) => sha256 !== null);
        const candidate = { table: 'candidates', column: 'tob_resume_id', values: [id] };
        visitWithReferences(this.#database, this.#references, candidate, (found) => {
          const { table, condition, list } = found;
          scrubOperations(this.#database, found);
          const { changes } = this.#database
            .prepare(`DELETE FROM "${table}" WHERE ${condition}`)
            .run(list);
          if (changes > 0) rows.set(table, (rows.get(table) ?? 0) + changes);
        });
        for (const sha256 of new Set(files)) {
          const size = this.#deleteUnused(sha256);
          if (size !== undefined) unused.push({ sha256, size });
        }
        if (person) texts = scrubTexts(this.#database, person);
        if (rows.has('candidates')) within(erased());
      });
      // A company's centre is told of one erasure, not of a deletion for each row.
      captureOf(this.#database).erasing(erase);
    } finally {
      this.#database.pragma('secure_delete = FAST');
    }
    if (!rows.has('candidates')) return undefined;
    for (const { sha256 } of unused) this.#blobs.removeUnnamed(sha256);
    return erased();
  }

  /** Deletes the row of a file that nothing refers to. @returns its size, or undefined where one does */
  #deleteUnused(sha256: Sha256): number | undefined {
    const used = this.#blobUsers.some(({ table, column }) =>
      this.#database.prepare(`SELECT 1 FROM "${table}" WHERE "${column}" = ? LIMIT 1`).get(sha256),
    );
    if (used) return undefined;
    return this.#database
      .prepare<[string], number>('DELETE FROM blobs WHERE sha256 = ? RETURNING size')
      .pluck()
      .get(sha256);
  }
}
