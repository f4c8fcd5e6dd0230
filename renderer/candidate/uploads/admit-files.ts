import type { CandidateRequest } from '../../../shared/api/candidate-page.ts';
import type { CertificateSlot } from '../../../shared/api/certificate-slots.ts';
import { extensionOf, type FileProblem, fileProblem } from './file-rules.ts';
import type { QueueNotice } from './item-list.ts';
import { chosenItem, type UploadItem } from './upload-item.ts';

/**
 * Adds chosen files to a list: what cannot be uploaded is listed with the reason, what is there
 * already is not added twice, what had to be chosen again takes its old place, and what is above
 * the limit is left out.
 * @param slot what they are for; its own limits count too
 */
export function admitFiles(
  present: readonly UploadItem[],
  files: readonly File[],
  limits: CandidateRequest['limits'],
  canShrink: boolean,
  slot?: CertificateSlot,
): { items: readonly UploadItem[]; notice: QueueNotice | undefined } {
  const items = [...present];
  const key = slot ? slot.slot_key : '';
  const inSlot = () => items.filter((item) => item.slot === key).length;
  let duplicates = 0;
  let left = 0;
  for (const file of files) {
    const item = chosenItem(file, key);
    const known = items.filter(
      (other) => other.name === item.name && other.size === item.size && other.slot === key,
    )[0];
    if (known && known.state !== 'lost' && known.state !== 'unreadable') {
      duplicates += 1;
      continue;
    }
    const full = items.length >= limits.files || (slot && inSlot() >= slot.max_files);
    if (!known && full) {
      left += 1;
      continue;
    }
    const problem =
      fileProblem(file, limits.file_bytes, canShrink) || (slot && slotProblem(file.name, slot));
    const checked: UploadItem = problem ? { ...item, state: 'refused', problem } : item;
    if (known) items[items.indexOf(known)] = checked;
    else items.push(checked);
  }
  if (left > 0) {
    return {
      items,
      notice: { code: 'tooManyFiles', left, limit: slot ? slot.max_files : limits.files },
    };
  }
  if (duplicates > 0) return { items, notice: { code: 'duplicates', count: duplicates } };
  return { items, notice: undefined };
}

/** Whether a slot refuses a file by its kind. */
function slotProblem(name: string, { accepts }: CertificateSlot): FileProblem | undefined {
  const kind = extensionOf(name) === 'pdf' ? 'pdf' : 'image';
  return accepts.indexOf(kind) < 0 ? 'slotType' : undefined;
}
