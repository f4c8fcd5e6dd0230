import type { TemplateSlot } from '../../../shared/api/certificate-slots.ts';
import { certificateKinds } from '../../../shared/catalogue/certificate-kinds.ts';
import { slotsOfKind } from '../../../shared/catalogue/certificate-slots.ts';
import type { Database } from '../../database/database.ts';

type Row = Omit<TemplateSlot, 'required'> & { required: number };

/** Which template it is: what the slots of one depend on. */
export interface SlotTemplate {
  readonly mail_tpl_id: number;
  /** 0 for the system's. */
  readonly created_uid: number;
  readonly tpl_group: string;
}

/** What templates ask for by name: the system's what the catalogue says, users' what they chose. */
export class TemplateSlots {
  readonly #all;
  readonly #insert;
  readonly #delete;

  constructor(database: Database) {
    this.#all = database.prepare<[number], Row>(
      `SELECT slot_key, label, note, required, max_files FROM template_slots
       WHERE mail_tpl_id = ? ORDER BY position`,
    );
    this.#insert = database.prepare(
      `INSERT INTO template_slots(template_slot_id, mail_tpl_id, position, slot_key, label, note,
         required, max_files)
       VALUES (credo_next_id('template_slots'), @mail_tpl_id, @position, @slot_key, @label, @note,
         @required, @max_files)`,
    );
    this.#delete = database.prepare('DELETE FROM template_slots WHERE mail_tpl_id = ?');
  }

  /** The slots of a template, in their order. */
  of({ mail_tpl_id, created_uid, tpl_group }: SlotTemplate): TemplateSlot[] {
    if (created_uid !== 0) {
      return this.#all
        .all(mail_tpl_id)
        .map(({ required, ...slot }) => ({ ...slot, required: required !== 0 }));
    }
    const kind = certificateKinds.find(({ templateGroup }) => templateGroup === tpl_group)?.kind;
    if (!kind) return [];
    return slotsOfKind(kind)
      .filter(({ usedByDefault }) => usedByDefault)
      .map(({ key, required, maxFiles }) => ({
        slot_key: key,
        label: '',
        note: '',
        required,
        max_files: maxFiles,
      }));
  }

  /** Gives a user's template other slots, within the caller's transaction. */
  replace(mailTplId: number, slots: readonly TemplateSlot[]): void {
    this.#delete.run(mailTplId);
    slots.forEach((slot, position) => {
      this.#insert.run({
        ...slot,
        mail_tpl_id: mailTplId,
        position,
        required: slot.required ? 1 : 0,
      });
    });
  }
}
