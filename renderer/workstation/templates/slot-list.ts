import type { TemplateSlot } from '../../../shared/api/certificate-slots.ts';
import { certificateKinds } from '../../../shared/catalogue/certificate-kinds.ts';
import { slotsOfKind } from '../../../shared/catalogue/certificate-slots.ts';

/** The list with one slot a step further up or down; the same at its ends. */
export function moved(
  slots: readonly TemplateSlot[],
  index: number,
  step: -1 | 1,
): readonly TemplateSlot[] {
  const slot = slots[index];
  const other = slots[index + step];
  if (!slot || !other) return slots;
  const next = [...slots];
  next[index] = other;
  next[index + step] = slot;
  return next;
}

/** A slot that the template makes up itself, under the first key that is free. */
export function newOwnSlot(slots: readonly TemplateSlot[], label: string): TemplateSlot {
  let number = 1;
  while (slots.some(({ slot_key }) => slot_key === `own_${number}`)) number += 1;
  return { slot_key: `own_${number}`, label, note: '', required: false, max_files: 3 };
}

/** What a new template of a group begins with: what the system's asks for. */
export function usualSlots(group: string | undefined): readonly TemplateSlot[] {
  const kind = certificateKinds.find(({ templateGroup }) => templateGroup === group)?.kind;
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
