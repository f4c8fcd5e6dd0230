import { daysAfter } from '../../../../shared/time.ts';
import type { Database } from '../../../database/database.ts';
import { entryWindowExpression } from './entry-window-expression.ts';
import { TimeSlices } from './time-slices.ts';

const rowsAtOnce = 200;

/**
 * Keeps `applications.entry_window` in step with the calendar: when the day changes in the workspace's
 * time zone, the rows whose window may change are written anew, in slices. Triggers do the rest.
 */
export class EntryWindows {
  readonly #database: Database;
  readonly #get;
  readonly #set;
  readonly #dates;
  readonly #update;
  #running: Promise<void> | undefined;

  constructor(database: Database) {
    this.#database = database;
    this.#get = database.prepare<[string], { value: string }>(
      'SELECT value FROM list_meta WHERE key = ?',
    );
    this.#set = database.prepare('INSERT OR REPLACE INTO list_meta(key, value) VALUES (?, ?)');
    this.#dates = database.prepare<[object], { entry_date: string; application_id: number }>(
      `SELECT entry_date, application_id FROM applications
       WHERE entry_date IS NOT NULL AND (entry_date, application_id) > (@date, @id)
         AND entry_date <= @last
       ORDER BY entry_date, application_id LIMIT ${rowsAtOnce}`,
    );
    this.#update = database.prepare(
      `UPDATE applications SET entry_window = ${entryWindowExpression('applications')}
       WHERE application_id = ? AND entry_window <> (${entryWindowExpression('applications')})`,
    );
  }

  /** Whether the rows stand for this day. */
  isCurrent(today: string): boolean {
    return this.#get.get('today')?.value === today && !this.#get.get('entry_dates_stale');
  }

  /**
   * Brings every row to this day; callers at the same time share one run.
   * @param today `YYYY-MM-DD`
   */
  async bringTo(today: string): Promise<void> {
    while (!this.isCurrent(today)) {
      this.#running ??= this.#run(today).finally(() => {
        this.#running = undefined;
      });
      await this.#running;
    }
  }

  /** What is stale is written down first: a run that was cut short goes on at the next. */
  async #run(today: string): Promise<void> {
    this.#database.transaction(() => {
      const before = this.#get.get('today')?.value ?? '';
      const stale = this.#get.get('entry_dates_stale')?.value.split('..');
      const first = [before, today, stale?.[0] ?? today].sort()[0] as string;
      const last = [before, today, stale?.[1] ?? today].sort().at(-1) as string;
      this.#set.run('entry_dates_stale', `${first}..${last}`);
      this.#set.run('today', today);
    })();
    const [first = '', last = today] = this.#get.get('entry_dates_stale')?.value.split('..') ?? [];
    const slices = new TimeSlices();
    let position = { date: first, id: 0, last: daysAfter(last, 30) };
    for (;;) {
      const rows = this.#dates.all(position);
      const end = rows.at(-1);
      if (!end) break;
      this.#database.transaction(() => {
        for (const { application_id } of rows) this.#update.run(application_id);
      })();
      position = { ...position, date: end.entry_date, id: end.application_id };
      if (slices.over) await slices.pause();
    }
    if (this.#get.get('today')?.value === today) {
      this.#database.prepare(`DELETE FROM list_meta WHERE key = 'entry_dates_stale'`).run();
    }
  }
}
