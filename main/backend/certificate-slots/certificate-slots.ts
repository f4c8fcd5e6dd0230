import type { CertificateSlot, TemplateSlot } from '../../../shared/api/certificate-slots.ts';
import type { CertificateKindKey } from '../../../shared/catalogue/certificate-kinds.ts';
import {
  acceptOf,
  otherSlotKey,
  type SlotAccept,
  slotAccepts,
  slotDefinition,
  slotsOfKind,
} from '../../../shared/catalogue/certificate-slots.ts';
import { reviewReason } from '../../../shared/catalogue/review-reasons.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { LocalizedText } from '../../../shared/language.ts';
import { isOpen } from '../certificates/certificate-access.ts';
import type { CertificateRow } from '../certificates/certificate-store.ts';
import type {
  AskRow,
  AskSlotRow,
  CertificateSlotStore,
  NewAsk,
  SlotRow,
} from './certificate-slot-store.ts';

/** A request for a new upload with the slots it opened; none stands for all. */
export interface Ask extends AskRow {
  slots: AskSlotRow[];
}

const noText: LocalizedText = { zh: '', en: '' };

/** What a request asks for by name, and which of it the candidate may still send. */
export class CertificateSlots {
  readonly #store: CertificateSlotStore;

  constructor(store: CertificateSlotStore) {
    this.#store = store;
  }

  /**
   * Copies to a request what it asks for, within the caller's transaction.
   * @param template what its template asks for
   * @param keys what the request names instead; those the template lacks are the catalogue's
   * @throws CredoError `slotNotFound`
   */
  copy(
    { certificate_id, kind }: Pick<CertificateRow, 'certificate_id' | 'kind'>,
    template: readonly TemplateSlot[],
    keys: readonly string[] | undefined,
  ): void {
    const chosen = keys
      ? [...new Set(keys)].map((key) => {
          const slot = template.find(({ slot_key }) => slot_key === key) ?? ofCatalogue(kind, key);
          if (!slot) throw new CredoError('slotNotFound', { slot: key });
          return slot;
        })
      : template;
    this.#store.insert(certificate_id, chosen.map(asRow));
  }

  /** The slots of a request, in their order; none where it asks for files as a whole. */
  of(certificate: CertificateRow): CertificateSlot[] {
    const takesFiles = isOpen(certificate);
    const closed = this.closedKeys(certificate);
    const asked =
      certificate.reopened_at === null ? [] : (this.activeAsk(certificate)?.slots ?? []);
    return this.#store.all(certificate.certificate_id).map((row) => ({
      slot_key: row.slot_key,
      label: { zh: row.label_zh, en: row.label_en },
      help: { zh: row.help_zh, en: row.help_en },
      note: row.note,
      sample: row.sample,
      accepts: acceptsOf(row),
      required: row.required !== 0,
      max_files: row.max_files,
      open: takesFiles && !closed.has(row.slot_key),
      returned: returned(asked.find(({ slot_key }) => slot_key === row.slot_key)),
    }));
  }

  /**
   * The request for a new upload that decides what is open: the one that waits for an answer, else
   * the one that the current submission answered.
   */
  activeAsk({
    certificate_id,
    reopened_at,
    current_submission_id,
  }: CertificateRow): Ask | undefined {
    const ask =
      reopened_at !== null
        ? this.#store.askAt(certificate_id, reopened_at)
        : current_submission_id !== null
          ? this.#store.askOfSubmission(current_submission_id)
          : undefined;
    return ask && { ...ask, slots: this.#store.askSlots(ask.ask_id) };
  }

  /**
   * Slots that were accepted when others were asked for again: what is in them stays. So does what is
   * in none, whose key is empty.
   */
  closedKeys(certificate: CertificateRow): ReadonlySet<string> {
    const asked = this.activeAsk(certificate)?.slots ?? [];
    if (asked.length === 0) return new Set();
    const keys = this.#store.all(certificate.certificate_id).map(({ slot_key }) => slot_key);
    return new Set(['', ...keys].filter((key) => !asked.some(({ slot_key }) => slot_key === key)));
  }

  /**
   * The slot that an upload goes into: the one named; without a name that for other documents, else
   * the first that is open, takes the type and has room; null where there is none.
   * @param ext of the stored file
   * @throws CredoError `slotNotFound`, `slotClosed`, `slotFull`, `slotTypeRefused`
   */
  forUpload(certificate: CertificateRow, wanted: string, ext: string): string | null {
    const slots = this.of(certificate);
    if (slots.length === 0) return null;
    const isFull = ({ slot_key, max_files }: CertificateSlot) =>
      this.#store.waiting(certificate.certificate_id, slot_key) >= max_files;
    if (wanted) {
      const slot = slots.find(({ slot_key }) => slot_key === wanted);
      if (!slot) throw new CredoError('slotNotFound', { slot: wanted });
      const name = slot.label.zh;
      if (!slot.open) throw new CredoError('slotClosed', { slot: name });
      if (!slot.accepts.includes(acceptOf(ext))) {
        throw new CredoError('slotTypeRefused', { slot: name });
      }
      if (isFull(slot)) throw new CredoError('slotFull', { slot: name, limit: slot.max_files });
      return slot.slot_key;
    }
    const fitting = slots.filter(
      (slot) => slot.open && slot.accepts.includes(acceptOf(ext)) && !isFull(slot),
    );
    const slot = fitting.find(({ slot_key }) => slot_key === otherSlotKey) ?? fitting[0];
    return slot?.slot_key ?? null;
  }

  /**
   * Notes that a new upload is asked for; no slots stand for everything. Its `created_at` has to be
   * the certificate's `reopened_at`.
   */
  ask(certificateId: number, ask: NewAsk, slots: readonly AskSlotRow[] = []): void {
    this.#store.insertAsk(certificateId, ask, slots);
  }

  /** Every request for a new upload, newest first. */
  asks(certificateId: number): Ask[] {
    return this.#store
      .asks(certificateId)
      .map((ask) => ({ ...ask, slots: this.#store.askSlots(ask.ask_id) }));
  }
}

/** What the candidate reads of a coded reason; empty where there is none. */
export function reasonText(code: string): LocalizedText {
  return reviewReason(code)?.text ?? noText;
}

function returned(asked: AskSlotRow | undefined): CertificateSlot['returned'] {
  if (!asked) return null;
  const { reason_code, remark } = asked;
  const replaces = reviewReason(reason_code)?.replaces ?? false;
  return { reason_code, reason: reasonText(reason_code), remark, replaces };
}

function acceptsOf({ accepts }: SlotRow): SlotAccept[] {
  return slotAccepts.filter((accept) => accepts.split(',').includes(accept));
}

function ofCatalogue(kind: CertificateKindKey, key: string): TemplateSlot | undefined {
  const slot = slotsOfKind(kind).find((entry) => entry.key === key);
  return (
    slot && {
      slot_key: key,
      label: '',
      note: '',
      required: slot.required,
      max_files: slot.maxFiles,
    }
  );
}

function asRow(slot: TemplateSlot): SlotRow {
  const definition = slotDefinition(slot.slot_key);
  const { label, help } = definition ?? { label: noText, help: noText };
  return {
    slot_key: slot.slot_key,
    label_zh: slot.label || label.zh,
    label_en: slot.label || label.en,
    help_zh: help.zh,
    help_en: help.en,
    note: slot.note,
    sample: definition?.sample ?? '',
    accepts: (definition?.accepts ?? slotAccepts).join(','),
    required: slot.required ? 1 : 0,
    max_files: slot.max_files,
  };
}
