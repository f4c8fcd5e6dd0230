import { syncedEntity } from '../../../shared/sync/entities.ts';
import { centreSpace, spaceOf, spaceStart, type Values } from '../../../shared/sync/ids.ts';
import type { OperationCommand } from '../../../shared/sync/operation.ts';
import { type Database, openDatabase } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';
import { DerivedValues } from '../../sync/apply/derived-values.ts';
import { RowWriter } from '../../sync/apply/row-writer.ts';
import { installCapture } from '../../sync/capture/capture-triggers.ts';
import { captureOf } from '../../sync/capture/change-capture.ts';
import { lastNumberKey } from '../../sync/capture/row-numbers.ts';
import type { CandidateLink } from './candidate-link.ts';
import type { DeskRow } from './candidate-rows.ts';
import { createDeskServices, type DeskServices } from './desk-services.ts';

/** A change of the company's stream that work at the desk made. */
export interface DeskChange {
  readonly entity: string;
  readonly id: string;
  readonly command: OperationCommand;
  readonly patch: Values;
}

export interface DeskWork<Result> {
  readonly link: CandidateLink;
  /** As the candidate shows it. */
  readonly token: string;
  readonly rows: readonly DeskRow[];
  /** New rows are numbered after this one of the centre's own. */
  readonly lastNumber: number;
  work(services: DeskServices): Result;
}

export interface DeskResult<Result> {
  readonly result: Result;
  readonly changes: readonly DeskChange[];
  /** The last number that was given. */
  readonly lastNumber: number;
  /** Files whose last row of this person was removed. */
  readonly dropped: readonly string[];
}

/**
 * Where the centre does for a candidate what a workstation would: the workstation's own services, over
 * an empty workspace in memory that holds one person's rows for the length of one call. What they
 * change is read from the triggers that a device's changes are read from, and then forgotten.
 */
export class CandidateDesk {
  readonly #database: Database;
  readonly #services: DeskServices;
  readonly #rows: RowWriter;
  readonly #derived: DerivedValues;
  readonly #numbered;
  readonly #captured;

  constructor(platform: Platform) {
    const database = openDatabase(':memory:');
    this.#database = database;
    // Positions and templates are not loaded: a request has what the page shows of them.
    database.pragma('foreign_keys = OFF');
    captureOf(database).setPlatform(platform);
    database.exec('DELETE FROM settings; DELETE FROM consent_texts');
    this.#services = createDeskServices(database, platform);
    database.exec('DELETE FROM users');
    this.#rows = new RowWriter(database);
    this.#derived = new DerivedValues(database);
    installCapture(database);
    this.#numbered = database.prepare<[string, number]>(
      `INSERT INTO sync_state(key, value) VALUES (?, ?)
       ON CONFLICT(key) DO UPDATE SET value = excluded.value`,
    );
    this.#captured = database.prepare<
      [],
      { entity: string; id: string; command: OperationCommand; patch: string }
    >('SELECT entity, id, command, patch FROM sync_outbox ORDER BY client_seq');
  }

  /** Does work on a person's rows. @throws what the work throws */
  run<Result>({ link, token, rows, lastNumber, work }: DeskWork<Result>): DeskResult<Result> {
    const database = this.#database;
    const capture = captureOf(database);
    database.exec('BEGIN');
    try {
      capture.applying(() => {
        for (const { entity, id, values } of rows) this.#put(entity, id, values);
        // The row has the token's hash, and the services look for what the candidate shows.
        database
          .prepare('UPDATE certificates SET token = ? WHERE certificate_id = ?')
          .run(token, link.certificateId);
        this.#derived.refresh(link.certificateId);
      });
      this.#numberFrom(lastNumber);
      const result = work(this.#services);
      const changes = this.#captured
        .all()
        .map(({ patch, ...change }) => ({ ...change, patch: JSON.parse(patch) as Values }));
      const dropped = [...this.#services.dropped];
      return { result, changes, dropped, lastNumber: newest(changes, lastNumber) };
    } finally {
      this.#services.dropped.length = 0;
      database.exec('ROLLBACK');
    }
  }

  close(): void {
    this.#database.close();
  }

  #put(name: string, id: string, values: Values): void {
    const entity = syncedEntity(name);
    if (entity) this.#rows.put(entity, id, values);
  }

  #numberFrom(lastNumber: number): void {
    for (const table of deskTables) {
      this.#numbered.run(lastNumberKey(table), spaceStart(centreSpace) + lastNumber);
    }
    captureOf(this.#database).setClock(null, centreSpace, 1);
  }
}

/** Tables that candidates' acts add numbered rows to. */
const deskTables = [
  'attachments',
  'submissions',
  'consents',
  'application_events',
] as const satisfies readonly string[];

function newest(changes: readonly DeskChange[], lastNumber: number): number {
  const given = changes
    .filter(({ entity, command, id }) => {
      const numbered = command === 'create' && syncedEntity(entity)?.numbered;
      return numbered && spaceOf(Number(id)) === centreSpace;
    })
    .map(({ id }) => Number(id) - spaceStart(centreSpace));
  return Math.max(lastNumber, ...given);
}
