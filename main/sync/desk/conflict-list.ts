import type { ConflictAnswer, ConflictChoice } from '../../../shared/api/sync.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import type { ConflictKind } from '../../../shared/sync/merge-types.ts';
import { type Conflict, conflictSchema } from '../../../shared/sync/protocol.ts';
import { conflictWords } from '../../../shared/sync/sync-words.ts';
import type { Database } from '../../database/database.ts';
import type { SyncService } from '../sync-service.ts';
import type { ConflictChooser } from './conflict-chooser.ts';
import { type Side, sidesOf } from './conflict-sides.ts';
import type { DeviceNames } from './device-names.ts';
import type { RowWords } from './row-words.ts';

const shown = 200;

export interface ConflictListParts {
  readonly database: Database;
  readonly sync: SyncService;
  readonly words: RowWords;
  readonly devices: DeviceNames;
  readonly chooser: ConflictChooser;
  formatTime(milliseconds: number): string;
}

/** Conflicts that nobody has settled, with both sides in words. */
export class ConflictList {
  readonly #parts: ConflictListParts;
  readonly #open;
  readonly #one;
  readonly #user;

  constructor(parts: ConflictListParts) {
    const { database } = parts;
    this.#parts = parts;
    this.#open = database
      .prepare<[number], string>(
        `SELECT conflict FROM sync_conflicts WHERE open = 1
         ORDER BY created_at DESC, conflict_id DESC LIMIT ?`,
      )
      .pluck();
    this.#one = database
      .prepare<[string], string>(
        'SELECT conflict FROM sync_conflicts WHERE conflict_id = ? AND open = 1',
      )
      .pluck();
    this.#user = database.prepare<[number], string>('SELECT name FROM users WHERE uid = ?').pluck();
  }

  list(language: Language): ConflictAnswer[] {
    if (!this.#parts.sync.membership) return [];
    return this.#open.all(shown).map((text) => this.#entry(parse(text), language));
  }

  /**
   * Settles a conflict as `ConflictChooser.choose` does.
   * @throws CredoError `syncNotJoined`, `syncEntryNotFound`, `syncChoiceRefused`
   */
  choose(conflictId: string, choice: ConflictChoice, language: Language): void {
    const { membership } = this.#parts.sync;
    if (!membership) throw new CredoError('syncNotJoined');
    const text = this.#one.get(conflictId);
    if (text === undefined) throw new CredoError('syncEntryNotFound');
    this.#parts.chooser.choose(parse(text), choice, membership, language);
  }

  #entry(conflict: Conflict, language: Language): ConflictAnswer {
    const { words, sync } = this.#parts;
    const { conflict_id, entity, id, kind, base } = conflict;
    const sides = sidesOf(conflict, sync.membership ?? { device_id: '', uid: 0 });
    const { mine, theirs, stands, choices } = sides;
    return {
      conflict_id,
      kind,
      kind_text: conflictWords[kind as ConflictKind]?.[language] ?? kind,
      entity_text: words.entity(entity, language),
      subject: words.subject(entity, id),
      application_id: words.applicationOf(entity, id),
      stands,
      choices: [...choices],
      mine: this.#side(mine, language),
      theirs: this.#side(theirs, language),
      fields: words.columns(mine.values, theirs.values).map((name) => ({
        label: words.label(name, language),
        mine: words.value(name, mine.values[name], language),
        theirs: words.value(name, theirs.values[name], language),
        base: base ? words.value(name, base[name], language) : null,
      })),
    };
  }

  #side({ uid, at, space }: Side, language: Language) {
    const { devices, formatTime } = this.#parts;
    return {
      uname: this.#user.get(uid) ?? '',
      device: devices.ofSpace(space, language),
      at: formatTime(at),
    };
  }
}

function parse(text: string): Conflict {
  return conflictSchema.parse(JSON.parse(text));
}
