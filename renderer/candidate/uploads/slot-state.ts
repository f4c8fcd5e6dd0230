import type { CertificateSlot } from '../../../shared/api/certificate-slots.ts';
import { needsCandidate, type UploadItem } from './upload-item.ts';

/** The files of a slot. */
export function itemsOfSlot(items: readonly UploadItem[], key: string): UploadItem[] {
  return items.filter(({ slot }) => slot === key);
}

/**
 * Whether a slot has what it needs: a required one a file, one asked for again a new file. Files
 * that did not arrive yet count, those that cannot do not.
 */
export function isAnswered(slot: CertificateSlot, items: readonly UploadItem[]): boolean {
  if (!slot.open || !(slot.required || slot.returned)) return true;
  return itemsOfSlot(items, slot.slot_key).some(
    (item) => !needsCandidate(item) && !(slot.returned && item.submitted),
  );
}

/** The first slot that has to be looked at: a file is in trouble, what it needs is missing. */
export function firstToDo(
  slots: readonly CertificateSlot[],
  items: readonly UploadItem[],
): CertificateSlot | undefined {
  const open = slots.filter((slot) => slot.open);
  return (
    open.filter(({ slot_key }) => itemsOfSlot(items, slot_key).some(needsCandidate))[0] ||
    open.filter((slot) => !isAnswered(slot, items))[0] ||
    open.filter(({ slot_key }) => itemsOfSlot(items, slot_key).length === 0)[0]
  );
}
