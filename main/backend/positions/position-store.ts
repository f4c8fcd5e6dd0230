import type { Database } from '../../database/database.ts';

export interface PositionRow {
  tob_position_id: number;
  name: string;
  department: string;
  application_count: number;
  /** Milliseconds. */
  created_at: number;
  updated_at: number;
}

interface Filter {
  pattern: string;
  id: number;
}

/** Reads positions, and writes what `ApplicationStore` does not. */
export class PositionStore {
  readonly #page;
  readonly #total;
  readonly #byName;
  readonly #byId;
  readonly #setDepartment;

  constructor(database: Database) {
    const columns = 'tob_position_id, name, department, application_count, created_at, updated_at';
    const matches = `name LIKE @pattern ESCAPE '\\' AND @id IN (0, tob_position_id)`;
    this.#page = database.prepare<[Filter & { size: number; offset: number }], PositionRow>(
      `SELECT ${columns} FROM positions WHERE ${matches}
       ORDER BY tob_position_id DESC LIMIT @size OFFSET @offset`,
    );
    this.#total = database
      .prepare<[Filter], number>(`SELECT COUNT(*) FROM positions WHERE ${matches}`)
      .pluck();
    this.#byName = database.prepare<[string], PositionRow>(
      `SELECT ${columns} FROM positions WHERE name = ? ORDER BY tob_position_id LIMIT 2`,
    );
    this.#byId = database.prepare<[number], PositionRow>(
      `SELECT ${columns} FROM positions WHERE tob_position_id = ?`,
    );
    this.#setDepartment = database.prepare(
      'UPDATE positions SET department = ?, updated_at = ? WHERE tob_position_id = ?',
    );
  }

  /**
   * A page of the positions whose name contains a keyword (all for ''), newest first.
   * @param id of the only position wanted, 0 for all
   */
  list(
    keyword: string,
    id: number,
    size: number,
    page: number,
  ): { total: number; rows: PositionRow[] } {
    const filter = { pattern: `%${keyword.replace(/[\\%_]/g, '\\$&')}%`, id };
    return {
      total: this.#total.get(filter) ?? 0,
      rows: this.#page.all({ ...filter, size, offset: (page - 1) * size }),
    };
  }

  /** The positions of exactly this name, two at most: enough to know whether the name is clear. */
  findByName(name: string): PositionRow[] {
    return this.#byName.all(name);
  }

  findById(tobPositionId: number): PositionRow | undefined {
    return this.#byId.get(tobPositionId);
  }

  /** @param now milliseconds */
  setDepartment(tobPositionId: number, department: string, now: number): void {
    this.#setDepartment.run(department, now, tobPositionId);
  }
}
