import type { Statement } from 'better-sqlite3';
import type { Role } from '../../../shared/catalogue/roles.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';

/** A recruiter of the workspace. */
export interface User {
  uid: number;
  top_id: number;
  parent_id: number;
  name: string;
  role: Role;
}

/** Settings by key: the workspace's own (uid 0) and each user's. Values are JSON. */
export class WorkspaceStore {
  readonly #platform: Platform;
  readonly #read;
  readonly #write;
  readonly #remove;
  readonly #user: Statement<[], User>;
  readonly #renameUser;

  constructor(database: Database, platform: Platform) {
    this.#platform = platform;
    this.#read = database.prepare<[number, string], { value: string }>(
      'SELECT value FROM settings WHERE uid = ? AND key = ?',
    );
    this.#write = database.prepare(
      `INSERT INTO settings(uid, key, value, updated_at) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
    );
    this.#remove = database.prepare('DELETE FROM settings WHERE uid = ? AND key = ?');
    this.#user = database.prepare<[], User>(
      `SELECT uid, top_id, parent_id, name, role FROM users
       WHERE uid = coalesce(
         (SELECT json_extract(value, '$.uid') FROM sync_state WHERE key = 'membership'),
         (SELECT json_extract(value, '$.uid') FROM sync_state WHERE key = 'left'),
         (SELECT MIN(uid) FROM users))`,
    );
    this.#renameUser = database.prepare('UPDATE users SET name = ? WHERE uid = ?');
    if (!database.prepare('SELECT 1 FROM users').get()) {
      database
        .prepare(
          `INSERT INTO users(uid, top_id, parent_id, name, role, created_at)
           VALUES (1, 1, 1, ?, 'administrator', ?)`,
        )
        .run('招聘专员', platform.now());
    }
  }

  /** A setting, or undefined where it was never saved. */
  get<Value>(uid: number, key: string): Value | undefined {
    const row = this.#read.get(uid, key);
    return row && (JSON.parse(row.value) as Value);
  }

  set(uid: number, key: string, value: unknown): void {
    this.#write.run(uid, key, JSON.stringify(value), this.#platform.now());
  }

  /** Forgets a setting: it is as before any save. */
  remove(uid: number, key: string): void {
    this.#remove.run(uid, key);
  }

  renameUser(uid: number, name: string): void {
    this.#renameUser.run(name, uid);
  }

  /** The recruiter who works at this workstation: whom the company knows as such, where it joined one. */
  currentUser(): User {
    return this.#user.get() as User;
  }
}
