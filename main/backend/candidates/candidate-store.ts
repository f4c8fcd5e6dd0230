import type { Database } from '../../database/database.ts';

/** A candidate as duplicates are judged by. */
export interface KnownCandidate {
  tob_resume_id: string;
  name: string;
  phone: string;
  email: string;
  id_number: string;
}

/** What identifies a person, in the form `contact.ts` keeps; empty where it is not known. */
export interface ContactKeys {
  phone: string;
  email: string;
  id_number: string;
}

/** How a candidate was recognised. */
export type ContactField = keyof ContactKeys;
export const contactFields = ['phone', 'email', 'id_number'] as const;

export interface ContactMatch {
  field: ContactField;
  candidate: KnownCandidate;
}

/** Reads candidates by what identifies them. */
export class CandidateStore {
  readonly #by: Record<ContactField, (value: string) => KnownCandidate | undefined>;
  readonly #application;
  readonly #updatedAt;

  constructor(database: Database) {
    const finder = (column: ContactField) => {
      // `<> ''` lets SQLite use the partial index of the column.
      const statement = database.prepare<[string], KnownCandidate>(
        `SELECT CAST(tob_resume_id AS TEXT) AS tob_resume_id, name, phone, email, id_number
         FROM candidates WHERE ${column} = ? AND ${column} <> '' ORDER BY created_at LIMIT 1`,
      );
      return (value: string) => statement.get(value);
    };
    this.#by = { phone: finder('phone'), email: finder('email'), id_number: finder('id_number') };
    this.#application = database
      .prepare<[bigint, number], number>(
        'SELECT application_id FROM applications WHERE tob_resume_id = ? AND tob_position_id = ?',
      )
      .pluck();
    this.#updatedAt = database
      .prepare<[bigint], number>('SELECT updated_at FROM candidates WHERE tob_resume_id = ?')
      .pluck();
  }

  /** When a candidate was last changed, milliseconds; 0 where there is none. */
  updatedAt(tobResumeId: string): number {
    return this.#updatedAt.get(BigInt(tobResumeId)) ?? 0;
  }

  /** Every known candidate with one of the keys: by phone, by mail address, by ID number. */
  findMatches(keys: ContactKeys): ContactMatch[] {
    const matches: ContactMatch[] = [];
    for (const field of contactFields) {
      const candidate = keys[field] === '' ? undefined : this.#by[field](keys[field]);
      if (candidate) matches.push({ field, candidate });
    }
    return matches;
  }

  /** The application of a candidate for a position, or undefined. */
  findApplication(tobResumeId: string, tobPositionId: number): number | undefined {
    return this.#application.get(BigInt(tobResumeId), tobPositionId);
  }
}
